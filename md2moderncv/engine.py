"""Which TeX engine sets a CV, with which fonts."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category, normalize

from md2moderncv import fonts
from md2moderncv.charset import is_ink, pdflatex
from md2moderncv.diagnostics import Diagnostic, Source
from md2moderncv.messages import engine_cannot, missing_character, no_font
from md2moderncv.model import Cv, Look, Path, Url, strings


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine and its fonts."""

    name: str
    """`pdflatex` or `lualatex`."""
    family: str = ""
    """The main fonts, for lualatex: `Latin Modern`, `CMU`, or the family that the author asks for."""
    fallbacks: tuple[fonts.Fallback, ...] = ()
    """Families for what the main fonts lack, in the order in which they are tried."""
    unset: frozenset[str] = frozenset()
    """Signs that no font has, and that are left out."""

    @property
    def east_asia(self) -> bool:
        """Tell whether a font of Chinese, Japanese or Korean is among them."""
        return any(" CJK " in fallback.family for fallback in self.fallbacks)


def choose(cv: Cv, source: Source, besides: str = "") -> tuple[Engine, list[Diagnostic]]:
    """Choose pdflatex when it can set every character of the CV, else lualatex; report what nothing can set.

    `besides`: what stands in the document and not in the CV, its publications.
    """
    font, reports = own_font(cv.look, source)
    # addresses and names of files are written in ASCII
    shown = (text for text in strings(cv) if not isinstance(text, (Path, Url)))
    characters = {c for text in (*shown, besides) for c in normalize("NFC", text)}
    beyond = sorted(characters - pdflatex())
    if cv.look.engine == "pdflatex" and beyond:
        inked = [c for c in beyond if is_ink(c)]
        return Engine("pdflatex"), reports + (
            [engine_cannot("pdflatex", inked, source.find(inked[0]))] if inked else []
        )
    if not beyond and cv.look.engine != "lualatex" and not font:
        return Engine("pdflatex"), reports
    main, fallbacks, missing = fonts.choose({c for c in characters if is_ink(c)}, font=font)
    family = font or ("CMU" if main == fonts.SAME_DESIGN else "Latin Modern")
    reports += [missing_character(c, source.find(c), is_letter(c)) for c in sorted(missing)]
    unset = frozenset(c for c in missing if not is_letter(c))
    return Engine("lualatex", family, fallbacks, unset), reports


def own_font(look: Look, source: Source) -> tuple[str, list[Diagnostic]]:
    """Give the font that a look asks for, where it can be had, and the report of one that can't."""
    if not look.font:
        return "", []
    at = source.find(look.font)
    if look.engine == "pdflatex":
        return "", [no_font(look.font, "is not for pdflatex", at)]
    if fonts.installed() and look.font not in fonts.installed():
        return "", [no_font(look.font, "is not installed", at)]
    return look.font, []


def is_letter(character: str) -> bool:
    """Tell whether a character is part of words, so that a document without it would be another."""
    return category(character)[0] in "LMN"
