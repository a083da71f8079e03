"""The sections of a document, and what their headings say of what they hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
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

    @property
    def subject(self) -> str:
        """What its entries are, as its heading says: one of `SUBJECTS`, or nothing."""
        return subject(self.title)

    @property
    def lists_publications(self) -> bool:
        """Whether the heading says that the section lists publications, and no jobs or studies beside them."""
        if any(is_kind(part, "experience") for part in _parts(self.title)[1:]):
            return False
        return self.is_kind("publications") or self.subject == "publications"

    def is_kind(self, kind: str) -> bool:
        """Tell whether the heading says that the section is of a kind: `publications`, `education`, `languages`."""
        return is_section_kind(self.title, kind)


def sections(blocks: list[Block]) -> Iterator[Section]:
    """Give what stands before the first heading of level 1, then each section."""
    starts = [index for index, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    yield Section(None, 0, starts[0] if starts else len(blocks))
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=False):
        yield Section(blocks[start], start + 1, stop)


def by_section(
    doc: dict[str, Any], made: Callable[[Section, list[Block]], list[Block]], first: bool = True
) -> dict[str, Any]:
    """Give a document whose sections hold what `made` gives for their blocks; publications stay as they are.

    `first`: so does what stands before the first section.
    """
    blocks: list[Block] = []
    for section in sections(doc["blocks"]):
        inner = doc["blocks"][section.start : section.stop]
        left = section.lists_publications or (section.heading is None and not first)
        blocks += [section.heading] if section.heading else []
        for stretch, listed in stretches(inner):
            blocks += stretch if left or listed else made(section, stretch)
    return {**doc, "blocks": blocks}


def stretches(blocks: list[Block]) -> Iterator[tuple[list[Block], bool]]:
    """Cut a section's blocks at deeper headings of publications: give each stretch, and whether it lists them."""
    start, level = 0, 0
    for index, block in enumerate(blocks):
        if block["t"] != "Header" or (level and block["c"][0] > level):
            continue
        said = title(block)
        listed = is_section_kind(said, "publications") or subject(said) == "publications"
        listed = listed and not re.search(r"\d{4}", said)  # `Editor, Various Publications, 2010 – 2012`
        exact = said in words("kinds", "publications")
        if not exact and any(b["t"] == "Para" and _RANGE.match(plain(b["c"])) for b in blocks[index + 1 : index + 2]):
            listed = False  # `### Technical writing`, then its dates
        if listed or level:
            if index > start:
                yield blocks[start:index], bool(level)
            start, level = index, block["c"][0] if listed else 0
    if start < len(blocks) or not blocks:
        yield blocks[start:], bool(level)


_RANGE = re.compile(r"\D{0,12}\d{4}\s*[–—-]\s*\D{0,12}(?:\d{4}|$)")
"""A range of dates at the start of a text."""


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
def subject(title: str) -> str:
    """Give what the entries below a folded title are, by its words or their stems: a subject, or nothing."""
    exact = next((kind for kind in SUBJECTS if is_section_kind(title, kind)), "")
    if exact or len(title.split()) > LONGEST:
        return exact
    return next((kind for kind in (*SUBJECTS, "publications") if _stems(kind).search(title)), "")


@functools.cache
def _stems(kind: str) -> re.Pattern[str]:
    """Match what words of a kind begin with: `formaci` for `formaciones`; East Asian ones anywhere.

    One with a full stop is a word, or its plural: `Workbrew` is no work.
    """
    plain_stems = [word for word in words("stems", kind) if not word.endswith(".")]
    parts = [re.escape(word) if ord(word[0]) > 0x2E80 else rf"\b{re.escape(word)}" for word in plain_stems]
    parts += [rf"\b{re.escape(word[:-1])}s?\b" for word in words("stems", kind) if word.endswith(".")]
    return re.compile("|".join(parts))


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


LONGEST = 6
"""Words of a title that can name a subject."""
SUBJECTS = ("awards", "courses", "projects", "education", "experience")
"""What the entries of a section can be."""
KINDS = (*SUBJECTS, "languages", "publications", "other")


def is_usual(folded: str) -> bool:
    """Tell whether a title is that of a usual section, or of the person's own."""
    return any(is_kind(folded, kind) for kind in KINDS) or folded in words("sections", "person")


def is_listed(folded: str) -> bool:
    """Tell whether a title is, word for word, that of a usual section."""
    return any(folded in words("kinds", kind) for kind in KINDS)
