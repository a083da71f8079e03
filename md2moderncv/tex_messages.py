"""What TeX complains of, in words that say what to do."""

from __future__ import annotations

import re

from md2moderncv.diagnostics import Diagnostic, Span

PACKAGES = {
    "moderncv.cls": ("texlive-latex-extra", "moderncv"),
    "lmodern.sty": ("lmodern", "lm"),
    "fontawesome5.sty": ("texlive-fonts-extra", "fontawesome5"),
    "fontawesome6.sty": ("texlive-fonts-extra", "fontawesome6"),
    "academicons.sty": ("texlive-fonts-extra", "academicons"),
    "fontspec.sty": ("texlive-luatex texlive-latex-recommended", "fontspec"),
    "luaotfload.sty": ("texlive-luatex", "luaotfload"),
    "babel.sty": ("texlive-latex-base", "babel"),
    "biblatex.sty": ("texlive-bibtex-extra", "biblatex"),
    "tikz.sty": ("texlive-pictures", "pgf"),
    "multirow.sty": ("texlive-latex-extra", "multirow"),
    "arydshln.sty": ("texlive-latex-extra", "arydshln"),
    "tgpagella.sty": ("tex-gyre", "tex-gyre"),
    "ebgaramond.sty": ("texlive-fonts-extra", "ebgaramond"),
    "kurier.sty": ("texlive-fonts-extra", "kurier"),
    "ulem.sty": ("texlive-plain-generic", "ulem"),
}
"""Where LaTeX files come from: Debian's package, and the one of tlmgr and MiKTeX."""


def no_package(name: str) -> Diagnostic:
    """A LaTeX file is missing on this machine. The hint has the commands of Debian, TeX Live and MiKTeX."""
    debian, other = PACKAGES.get(name, ("texlive-latex-extra", name.partition(".")[0]))
    hint = f"install it: `apt install {debian}`, `tlmgr install {other}` or `miktex packages install {other}`"
    return Diagnostic("error", "no-package", f"the LaTeX file `{name}` is not installed", None, hint)


def no_tex_font(name: str, at: Span | None) -> Diagnostic:
    """TeX does not find a font. `md2moderncv doctor` says which fonts there are, and how to install more."""
    hint = "install it, or choose another with `font:`; `md2moderncv doctor` says what is there"
    return Diagnostic("error", "no-tex-font", f"TeX does not find the font `{name}`", at, hint)


def undefined_command(name: str, at: Span | None) -> Diagnostic:
    """TeX does not know a command, which can only come from raw TeX, header-includes or a template of your own."""
    hint = "correct its name, load the package that has it in `header-includes:`, or leave it out"
    return Diagnostic("error", "undefined-command", f"TeX does not know `{name}`", at, hint)


def undefined_environment(name: str, at: Span | None) -> Diagnostic:
    """LaTeX does not know an environment; moderncv has no figures, tables, quotations or abstracts."""
    hint = "moderncv has no such environment: use Markdown for what it does, or define it in `header-includes:`"
    return Diagnostic("error", "undefined-environment", f"LaTeX does not know the environment `{name}`", at, hint)


def option_clash(name: str, at: Span | None) -> Diagnostic:
    """A package is loaded a second time with other options; the class, or the document itself, loads it already."""
    hint = r"give its options with `\PassOptionsToPackage`, or leave the second `\usepackage` out"
    return Diagnostic(
        "error", "option-clash", f"the package `{name}` is loaded twice, with different options", at, hint
    )


def too_large(at: Span | None) -> Diagnostic:
    """Something is larger than the 5.75 m that TeX can measure: a picture of very many pixels, or a length."""
    hint = "make the picture smaller, or save it with more dots per inch"
    return Diagnostic("error", "too-large", "something is larger than TeX can measure", at, hint)


def unread_picture(name: str, at: Span | None) -> Diagnostic:
    """TeX can't read a picture's file: it is damaged, or something else than its ending says."""
    hint = "save it again as PNG, JPEG or PDF"
    return Diagnostic("error", "unread-picture", f"TeX can't read the picture `{name}`", at, hint)


def tex_capacity(what: str, at: Span | None) -> Diagnostic:
    """A part of the document is too long or too deeply nested for TeX, or a command calls itself without an end."""
    hint = "cut what is very long or deeply nested into parts; look for a command that calls itself"
    return Diagnostic("error", "tex-capacity", f"the document is too much for TeX: {what}", at, hint)


def unbalanced(said: str, at: Span | None) -> Diagnostic:
    """Raw TeX opens a group, an environment or a formula and does not close it, or closes what it did not open."""
    hint = r"close what is opened: every `{`, `\\begin` and `$` needs its counterpart".replace("\\\\", "\\")
    return Diagnostic("error", "unbalanced", f"TeX finds something open or closed too much: {said}", at, hint)


def tex_failed(said: str, at: Span | None) -> Diagnostic:
    """TeX stopped with an error; the message is its own."""
    return Diagnostic("error", "tex-failed", f"TeX stopped: {said}", at, hint_for(said))


HINTS = {
    r"Missing number|Illegal unit": "write a length or a number there, such as `2cm` or `3`",
    r"preamble": "move it into `header-includes:`",
    r"already defined": r"use `\renewcommand`, or another name",
    r"Double (?:super|sub)script": "put the first one in braces, `{x^a}^b`",
    r"alignment tab|\\noalign": r"write `\&` for an ampersand",
    r"item": r"put an `\item` at the start of the list",
    r"math mode|Missing \$": "put the formula between dollar signs",
    r"can't write": "check that there is room on the disk",
}
"""What to do about errors of TeX, by what it says."""


def hint_for(said: str) -> str:
    """Give what to do about an error of TeX's, where that is known."""
    return next((hint for pattern, hint in HINTS.items() if re.search(pattern, said, re.IGNORECASE)), "")


def tex_timeout(seconds: int) -> Diagnostic:
    """TeX was still running when its time was up, and was stopped."""
    hint = "give it more with `--timeout`, or look for a command that calls itself"
    return Diagnostic("error", "tex-timeout", f"TeX did not finish within {seconds} seconds", None, hint)


def off_page(points: float, at: Span | None) -> Diagnostic:
    """A line is so much too wide that its end is off the page: it holds something that can't be broken."""
    hint = "break it, shorten it, or set it smaller"
    said = f"a line runs {points * 0.3515:.0f} mm out of its column, and off the page"
    return Diagnostic("warning", "off-page", said, at, hint)
