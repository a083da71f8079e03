"""The sections of a document, and what their headings say of what they hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from md2moderncv.inlines import plain
from md2moderncv.words import words

Block = dict[str, Any]
MARKS = " \t\n:：#.,·|–—-_*0123456789①②③④⑤⑥⑦⑧⑨、【】[]()（）«»"
"""What headings carry around their words: numbers, colons, closing hashes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of blocks from a heading of level 1, or the document's start, to the next."""

    heading: Block | None
    start: int
    """The index of the first block below the heading."""
    stop: int

    @property
    def title(self) -> str:
        """The heading's words, folded."""
        return title(self.heading) if self.heading else ""

    def is_kind(self, kind: str) -> bool:
        """Tell whether the heading says that the section is of a kind: `publications`, `education`, `languages`."""
        return is_section_kind(self.title, kind)


def sections(blocks: list[Block]) -> Iterator[Section]:
    """Give what stands before the first heading of level 1, then each section."""
    starts = [index for index, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    yield Section(None, 0, starts[0] if starts else len(blocks))
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=False):
        yield Section(blocks[start], start + 1, stop)


def title(heading: Block) -> str:
    """Give the words of a heading, folded for a look-up: no marks, numbers or pictures around them."""
    return folded(plain(heading["c"][2]))


def folded(text: str) -> str:
    """Give a title as it is looked up."""
    text = text.casefold()
    return re.sub(r"\s+", " ", re.sub(r"^[^\w]+|[^\w)）]+$", "", text.strip(MARKS))).strip(MARKS)


def _parts(folded: str) -> list[str]:
    """Give the parts of a title in two languages, and the whole."""
    return [
        folded,
        *(
            part.strip(MARKS)
            for part in re.split(r"\s*(?:/|\||&|·|–|—|\s-\s|\band\b|\bund\b|\bet\b|\by\b|[(（])\s*", folded)
        ),
    ]


def is_section_kind(title: str, kind: str) -> bool:
    """Tell whether a folded title, or one of its parts, is of a kind."""
    return any(is_kind(part, kind) for part in _parts(title))


@functools.lru_cache(1024)
def is_kind(folded: str, kind: str) -> bool:
    """Tell whether a title is one of the words of a kind, or starts or ends with one of more than a few letters."""
    listed = words("kinds", kind)
    if folded in listed:
        return True
    return any(
        len(word) > 5 and word.isascii() and (folded.startswith(word + " ") or folded.endswith(" " + word))
        for word in listed
    )


KINDS = ("experience", "education", "languages", "publications", "other")


def is_usual(folded: str) -> bool:
    """Tell whether a title is that of a usual section, or of the person's own."""
    return any(is_kind(folded, kind) for kind in KINDS) or folded in words("sections", "person")


def is_listed(folded: str) -> bool:
    """Tell whether a title is, word for word, that of a usual section."""
    return any(folded in words("kinds", kind) for kind in KINDS)
