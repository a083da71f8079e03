"""What the author means: a CV of rich text, in frozen dataclasses that know neither Markdown nor LaTeX.

The parts are in `text.py` (within a line), `body.py` (blocks) and `look.py`; all of them can be had from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from md2moderncv.body import *
from md2moderncv.dates import DateRange
from md2moderncv.look import *
from md2moderncv.text import *


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what belongs to it."""

    title: Text
    blocks: Blocks = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number."""

    number: str
    type: str = "mobile"
    """`mobile`, `fixed` or `fax`."""


@dataclass(frozen=True, slots=True)
class Social:
    """A profile in a social network."""

    network: str
    text: str
    """What is printed: the handle."""
    url: Url | None
    """`None` for networks without addresses."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whose CV it is."""

    firstname: Text = ()
    lastname: Text = ()
    title: Text = ()
    born: Text = ()
    address: tuple[Text, ...] = ()
    """Street, town, country: three at most."""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    homepages: tuple[Link, ...] = ()
    """Links whose text is what the author wrote."""
    socials: tuple[Social, ...] = ()
    photo: Path | None = None
    photo_description: Text = ()
    """What stands in the photo's place where its file is not there."""
    quote: Text = ()
    extrainfo: tuple[Text, ...] = ()
    """Facts that moderncv has no slot for."""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Files of publications, and how they are listed."""

    files: tuple[str, ...]
    style: str = "numeric"
    """A style of biblatex."""
    sorting: str = "ydnt"
    groups: tuple[tuple[str, Text], ...] = ()
    """Types or keywords of entries, each with the title that they are listed under."""
    csl: str = ""
    """A CSL style by which pandoc lists them, instead of biblatex."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that goes with a CV, or alone."""

    recipient: Text = ()
    address: tuple[Text, ...] = ()
    date: Text = ()
    subject: Text = ()
    opening: Text = ()
    closing: Text = ()
    signature: Path | None = None
    enclosures: tuple[Text, ...] = ()
    postscript: Text = ()
    body: Blocks = ()


@dataclass(frozen=True, slots=True)
class Cv:
    """A whole CV."""

    person: Person = field(default_factory=Person)
    look: Look = field(default_factory=Look)
    preface: Blocks = ()
    """What stands before the first section."""
    sections: tuple[Section, ...] = ()
    bibliography: Bibliography | None = None
    letter_file: str = ""
    """The Markdown file of the letter that goes with it."""
    letter: Letter | None = None
    letter_first: bool = False


def walk(value: Any) -> Iterator[Any]:
    """Give a model value and every part of it, in order."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value) and not isinstance(value, (DateRange, Look)):
        for part in fields(value):
            yield from walk(getattr(value, part.name))


def rebuilt(value: Any, made: Callable[[Any], Any]) -> Any:
    """Give a part of the model with what `made` gives for each of its own parts; anything else as it is."""
    if is_dataclass(value) and not isinstance(value, (type, DateRange, Look)):
        return replace(value, **{part.name: made(getattr(value, part.name)) for part in fields(value)})
    return value


def translated(value: Any, table: dict[int, str]) -> Any:
    """Give a model value whose shown texts are translated by a table as `str.translate` takes it."""
    if isinstance(value, tuple):
        return tuple(translated(item, table) for item in value)
    if type(value) is str:
        return value.translate(table)
    return rebuilt(value, lambda part: translated(part, table))


def strings(value: Any) -> list[str]:
    """Give every text in a model value, in order: what an engine and its fonts must be able to set."""
    return [part for part in walk(value) if isinstance(part, str)]


def plain(text: Text) -> str:
    """Give rich text without its markup."""
    return "".join(
        part if isinstance(part, str) else " " if isinstance(part, LineBreak) else _inner(part) for part in text
    )


def shown(blocks: Blocks) -> Text:
    """Give the text of blocks, however they are nested."""
    return tuple(part for part in walk(blocks) if isinstance(part, str) and not isinstance(part, (Url, Path)))


def _inner(part: Any) -> str:
    for name in ("content", "text", "tex", "description"):
        if hasattr(part, name):
            value = getattr(part, name)
            return value if isinstance(value, str) else plain(value)
    return ""
