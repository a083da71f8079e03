"""Blocks: what stands below each other in a section or an entry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from md2moderncv.dates import DateRange
from md2moderncv.text import Math, Text

__all__ = [
    "Block",
    "Blocks",
    "BulletList",
    "CodeBlock",
    "Column",
    "Columns",
    "DefinitionList",
    "Entry",
    "Formula",
    "Item",
    "ItemWithComment",
    "ListItem",
    "ListPair",
    "OrderedList",
    "PageBreak",
    "Paragraph",
    "Quotation",
    "References",
    "Row",
    "SideBySide",
    "SkillMatrix",
    "SkillRow",
    "Subsection",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Text


@dataclass(frozen=True, slots=True)
class Subsection:
    """A heading within a section."""

    title: Text
    level: int = 2
    """2 for a subsection, 3 and more for what is below it."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets."""

    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list."""

    items: tuple[Blocks, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms, each with what is said of it."""

    definitions: tuple[tuple[Text, Blocks], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines in typewriter letters, set as they are."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of inline text."""

    columns: tuple[str, ...]
    """A column's alignment: `l`, `c` or `r`."""
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: Text = ()


Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula of its own."""

    math: Math


@dataclass(frozen=True, slots=True)
class References:
    """The list of the bibliography's entries stands here."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The author wants a new page here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened at a time: a job, a course of study, an award."""

    dates: Text = ()
    """As the author wrote them, dashes mended."""
    role: Text = ()
    organisation: Text = ()
    place: Text = ()
    grade: Text = ()
    body: Blocks = ()
    range: DateRange | None = None
    """What the dates say, where they can be read."""
    written: str = ""
    """The dates in the author's own characters."""
    above: tuple[str, ...] = ()
    """The fields that the line right above says, an employer's or a section's: they are not printed."""
    line: int = 0
    """Where it starts in the source; 0 if that is not known."""

    def holds_roles(self) -> bool:
        """Tell whether it is an employer's entry, with the roles that somebody had there in its body."""
        return any(isinstance(block, Entry) and block.above for block in self.body)

    def printed(self) -> Entry:
        """Give it without what the line above it says already."""
        return replace(
            self,
            role=() if "role" in self.above else self.role,
            organisation=() if "organisation" in self.above else self.organisation,
            place=() if "place" in self.above else self.place,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A label and what belongs to it."""

    head: Text
    body: Blocks
    line: int = 0


@dataclass(frozen=True, slots=True)
class ItemWithComment:
    """A label, a word on it, and a remark."""

    head: Text
    text: Text
    comment: Text
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list that stands in a section of its own."""

    body: Blocks
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListPair:
    """Two items of a list beside each other; the second may be empty."""

    first: Blocks
    second: Blocks = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Labelled items beside each other, as many as there is room for in `count` columns."""

    items: tuple[Item, ...]
    count: int = 2
    line: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a head."""

    head: Text
    body: Blocks
    width: str = ""
    """Its share of the width; empty for an equal one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns beside each other."""

    columns: tuple[Column, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill in a matrix of them."""

    level: int
    category: Text = ()
    skill: Text = ()
    years: Text = ()
    comment: Text = ()


@dataclass(frozen=True, slots=True)
class SkillMatrix:
    """Skills with their levels."""

    head: tuple[Text, Text, Text, Text]
    """What stands above level, skill, years and comment."""
    rows: tuple[SkillRow, ...]
    line: int = 0


Block = (
    Paragraph
    | Subsection
    | BulletList
    | OrderedList
    | DefinitionList
    | Quotation
    | CodeBlock
    | Table
    | Formula
    | PageBreak
    | Entry
    | Item
    | ItemWithComment
    | ListItem
    | ListPair
    | SideBySide
    | Columns
    | SkillMatrix
    | References
)
Blocks = tuple[Block, ...]
