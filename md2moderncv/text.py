"""Rich text: what stands within a line."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Cite",
    "Code",
    "Command",
    "Emph",
    "Image",
    "Inline",
    "LineBreak",
    "Link",
    "Markup",
    "Math",
    "Note",
    "Path",
    "Skill",
    "SmallCaps",
    "Strikeout",
    "Strong",
    "Subscript",
    "Superscript",
    "Tex",
    "Text",
    "Underline",
    "Url",
]


class Url(str):
    """An address that a link leads to, checked to be of a harmless kind."""

    __slots__ = ()


class Path(str):
    """A file beside the source, as the author wrote it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """Text that is set in a way of its own."""

    content: Text


class Emph(Markup):
    """Emphasised text."""

    __slots__ = ()


class Strong(Markup):
    """Strongly emphasised text."""

    __slots__ = ()


class Underline(Markup):
    """Underlined text."""

    __slots__ = ()


class Strikeout(Markup):
    """Text struck through."""

    __slots__ = ()


class Superscript(Markup):
    """Raised text."""

    __slots__ = ()


class Subscript(Markup):
    """Lowered text."""

    __slots__ = ()


class SmallCaps(Markup):
    """Text in small capitals."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text in typewriter letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX's language, checked to hold nothing but mathematics."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere."""

    content: Text
    url: Url


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from a file."""

    path: Path
    description: Text


class Note(Markup):
    """A footnote."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line where the author wants it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A TeX command without arguments from the short list of those that are allowed."""

    name: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to entries of the bibliography."""

    keys: tuple[str, ...]
    before: str = ""
    after: str = ""
    text: str = ""
    """What the author wrote."""


@dataclass(frozen=True, slots=True)
class Tex:
    """TeX of the author's, who has asked for it."""

    tex: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A level from 0 to 5, drawn."""

    level: int

    @property
    def text(self) -> str:
        """Say the level."""
        return f"{self.level}/5"


Inline = (
    str
    | Emph
    | Strong
    | Underline
    | Strikeout
    | Superscript
    | Subscript
    | SmallCaps
    | Code
    | Math
    | Link
    | Image
    | Note
    | LineBreak
    | Command
    | Skill
    | Cite
    | Tex
)
Text = tuple[Inline, ...]
"""Rich text."""
