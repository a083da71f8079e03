"""Names that stand beside other things: in a page's description, below a portrait, before a date, behind a role."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from md2moderncv import evidence
from md2moderncv.blocklines import Block
from md2moderncv.dates import find
from md2moderncv.facts import fact
from md2moderncv.inlines import Inline, cut, plain, strip, unwrap
from md2moderncv.namelike import looks_like_name
from md2moderncv.sectioning import folded, is_usual, subject
from md2moderncv.titles import Meta, text_of
from md2moderncv.words import alternation, words

DESCRIPTIONS = ("description", "excerpt", "summary", "subtitle", "intro", "seodescription", "ogdescription", "meta")
"""Keys under which site generators describe a page: `CV of Ada Lovelace`, `Ada Lovelace – engineer since 1843`."""
_WORD = r"[^\W\d_][\w'’-]*\.?"
_POSSESSIVE = re.compile(r"([^'’]{4,40})['’]s\s")
_RUN = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD}){{1,3}}")


def described(meta: Meta) -> str:
    """Give the name in the description of a page: behind a word such as `of`, or before a dash; empty for none."""
    for key, value in meta.items():
        if key.casefold() in DESCRIPTIONS and (name := in_description(text_of(value))):
            return name
    return ""


def in_description(text: str) -> str:
    """Give the name in a description, empty for none."""
    whole = text.strip(" .")
    if said := whose(whole):
        return said
    first = re.split(r"\s[–—|-]\s|[:|,]", whole)[0]
    if first != whole and is_somebody(first):
        return first.strip()
    if is_somebody(whole):
        return whole
    if (owner := _POSSESSIVE.match(whole)) and is_somebody(owner[1]):
        return owner[1]
    return ""


def whose(text: str) -> str:
    """Give the name of whom a sentence calls the document's: `This is the resume page of Ada Lovelace.`; or nothing."""
    return next(filter(None, (named_behind(text, said.end()) for said in _before().finditer(text))), "")


@functools.cache
def _before() -> re.Pattern[str]:
    """Match what a description says before whose it is: `CV of`, `im Leben von`."""
    whose = rf"{alternation('sections', 'document')}|{alternation('line', 'whose')}"
    return re.compile(rf"(?<!\w)(?:{whose})\s+(?:{alternation('line', 'by')})\s*", re.IGNORECASE)


def named_behind(text: str, start: int) -> str:
    """Give the name that a text has from an offset on, empty for none."""
    run = match[0].split() if (match := _RUN.match(text, start)) else []
    for count in range(min(3, len(run)), 1, -1):
        name = re.sub(r"['’]s$", "", " ".join(run[:count]).rstrip(".,"))
        if run[count - 1][:1].isupper() and is_somebody(name):
            return name
    return ""


def is_somebody(text: str) -> bool:
    """Tell whether a text is surely a name, and no title of a section: `Meine Arbeitserfahrung`."""
    return looks_like_name(text, sure=True) and not subject(folded(text))


@functools.cache
def _portrait() -> re.Pattern[str]:
    """Match what a picture's text says before whom it shows: `Portrait of`."""
    return re.compile(rf"(?:{alternation('line', 'portraits')})\s+(?:{alternation('line', 'by')})\s*", re.IGNORECASE)


def pictured(meta: Meta, blocks: list[Block]) -> str:
    """Give the name that the photo or another picture has for its text, `Portrait of Ada Lovelace`; empty for none."""
    for text in _alternatives([meta.get("photo"), *blocks]):
        said = _portrait().match(text)
        if said and not re.search(r"\bby\s*$", said[0]) and (name := named_behind(text, said.end())):
            return name
    return ""


def _alternatives(part: Any) -> Iterator[str]:
    """Give what stands for the pictures in a part of a document."""
    if isinstance(part, list):
        for value in part:
            yield from _alternatives(value)
    elif isinstance(part, dict):
        if part.get("t") == "Image":
            yield plain(part["c"][1])
        yield from _alternatives(part.get("c", []))


def before_date(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a line that starts with a name and a date, `Ada Lovelace 10.12.1815 London`: the name, and what is left."""
    text = plain(line)
    found = find(text)
    before = text[: found[0].start].strip(" .,·|-–—*(") if found else ""
    born = found[0].range.start if found and found[0].range.start == found[0].range.end else None
    if not before or not born or not born.day or born.year > YOUNGEST or not looks_like_name(before, sure=True):
        return None
    if before.casefold().startswith(words("line", "updated")):
        return None
    end = text.index(before) + len(before)
    return strip(cut(line, 0, end)), strip(cut(line, end, len(text)), " .,·|-–—")


YOUNGEST = 2012
"""The year in which who has a CV is born at the latest."""
_CAPITALS = re.compile(r"(?P<role>.+)\s+(?P<name>[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*)?\s[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,})")


def behind_role(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a line of a role and a name with its surname in capitals, `Developer Ada LOVELACE`: the name, the role."""
    text = plain(line)
    match = _CAPITALS.fullmatch(text)
    if not match or not evidence.role(match["role"]) or evidence.role(match["name"]) or text.isupper():
        return None
    if not looks_like_name(match["name"], sure=True):
        return None
    return strip(cut(line, *match.span("name"))), strip(cut(line, *match.span("role")))


def before_contact(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a line into the name in bold that it starts with and a fact behind it: `**ADA LOVELACE** GitHub: ada`."""
    first, *others = line
    behind = strip(others)
    stated = fact(behind) if behind else None
    if first["t"] != "Strong" or not stated or not stated.key or not looks_like_name(plain([first]), sure=True):
        return None
    return unwrap([first]), behind


def addressed(heading: list[Inline], blocks: list[Block]) -> bool:
    """Tell whether the last word of a heading stands in an address below it: `# Chris Porter`, `chris@porter.example`.

    So a name whose words are those of jobs is told from a job.
    """
    parts = plain(heading).split()
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() and part.isalpha() for part in parts):
        return False
    last = re.escape(parts[-1].casefold())
    found = re.compile(rf"[\w.+-]*{last}[\w.+-]*@|@[\w-]*{last}|\.\w+/(?:in/)?[\w.-]*{last}")
    return len(parts[-1]) > 3 and any(found.search(text.casefold()) for text in strings(blocks))


def in_small(heading: list[Inline], blocks: list[Block]) -> bool:
    """Tell whether a heading is a name in small letters: two or three words that say nothing, above an address."""
    parts = plain(heading).split()
    small = 2 <= len(parts) <= 3 and all(part.isalpha() and part.islower() and part.isascii() for part in parts)
    text = plain(heading)
    if not small or evidence.role(text) or evidence.organisation(text) or subject(folded(text)) or is_usual(text):
        return False
    return any(re.search(r"[\w.+-]+@[\w-]+\.\w", said) for said in strings(blocks))


def strings(value: Any) -> Iterator[str]:
    """Give every text in a part of a document, addresses among them."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)
