"""How the document looks: what the class can be asked for, and what stands for it where nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """How the document looks; an empty text leaves a choice to the class."""

    style: str = "classic"
    style_options: tuple[str, ...] = ()
    color: str = "blue"
    """A scheme of the class, or six hexadecimal digits of an accent colour."""
    icons: str = "auto"
    """`auto` and `awesome`: Font Awesome where it is installed, else letters; or another set."""
    engine: str = "auto"
    """`pdflatex`, `lualatex`, or `auto`: the first that can set every character."""
    lang: str = ""
    """The code of the document's language; empty where its words are to tell."""
    paper: str = "a4"
    landscape: bool = False
    fontsize: str = "11pt"
    family: str = "sans"
    font: str = ""
    """A font of this machine, for lualatex."""
    geometry: tuple[str, ...] = ()
    """Options of the geometry package."""
    hints_width: str = ""
    """The width of the column of dates, a length of TeX."""
    page_numbers: bool = True
    photo_width: str = ""
    photo_frame: str = ""
    """How thick the photo's frame is, a length of TeX."""
    head: int = 1
    body: int = 1
    foot: int = 0
    """The parts that the style `empty` is put together from; 0 is none."""
