"""What is there, and what is missing, for typesetting CVs on this machine, or one CV."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from md2moderncv import fonts
from md2moderncv.diagnostics import CvError
from md2moderncv.pandoc import find

FONTS = {
    "CMU Sans Serif": ("Greek and Cyrillic", "fonts-cmu"),
    "Noto Sans": ("most scripts", "fonts-noto-core"),
    "Noto Sans CJK SC": ("Chinese, Japanese, Korean", "fonts-noto-cjk"),
    "Symbola": ("signs and pictograms", "fonts-symbola"),
}
"""The families that are tried first, with what they are for and the package that has them."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that typesetting asks for."""

    name: str
    use: str
    found: str
    """Its version or place; empty where it is missing."""
    needed: bool
    instead: str = ""
    """What is done without it."""
    install: str = ""
    """The commands that install it: Debian's, TeX Live's."""


def run(*command: str) -> str:
    """Give what a program prints, nothing where it is not there."""
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.stdout if done.returncode == 0 else ""


def version(program: str) -> str:
    """Give the first line in which a program tells its version."""
    lines = [line for line in run(program, "--version").split("\n") if re.search(r"\d", line)]
    return lines[0].strip()[:60] if lines else ""


def located(file: str) -> str:
    """Give where TeX finds a file."""
    return run("kpsewhich", file).strip().split("\n")[0]


def class_version() -> str:
    """Give the version of moderncv."""
    path = located("moderncv.cls")
    text = Path(path).read_text(encoding="utf-8", errors="replace") if path else ""
    match = re.search(r"\\ProvidesClass\{moderncv\}\[\S+ v?([\d.]+)", text)
    return match[1] if match else ""


def pandoc_version(asked: str) -> str:
    """Give the version of the pandoc that parses."""
    try:
        return version(find(asked))
    except CvError:
        return ""


def located_program(name: str) -> str:
    """Give where a program is."""
    return shutil.which(name) or ""


def library(name: str) -> str:
    """Give the version of a Python library."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def checks(
    engine: str = "pdflatex", families: frozenset[str] = frozenset(), pandoc: str = "", language: str = "en"
) -> Iterator[Check]:
    """Give everything that a CV may ask for.

    Needed is what one asks for that this engine sets, with these fonts, in this language.
    """
    yield Check("pandoc", "reads Markdown", pandoc_version(pandoc), True, install="pip install pypandoc_binary")
    yield Check("latexmk", "runs TeX", version("latexmk"), True, install=both("latexmk", "latexmk"))
    lua = engine == "lualatex"
    yield Check(
        "pdflatex", "sets Latin scripts", version("pdflatex"), not lua, "lualatex", both("texlive-latex-base", "")
    )
    yield Check(
        "lualatex",
        "sets every script",
        version("lualatex"),
        lua,
        "pdflatex, for Latin scripts",
        both("texlive-luatex", "luatex"),
    )
    yield Check(
        "luaotfload",
        "finds lualatex's fonts",
        located("luaotfload.sty"),
        lua,
        "pdflatex, for Latin scripts",
        both("texlive-luatex", "luaotfload"),
    )
    yield Check("moderncv", "the class", class_version(), True, install=both("texlive-latex-extra", "moderncv"))
    yield Check("lmodern", "fonts", located("lmodern.sty"), True, install=both("lmodern", "lm"))
    yield Check(
        "accsupp",
        "words for icons",
        located("accsupp.sty"),
        False,
        "icons are letters in the PDF's text",
        both("texlive-latex-extra", "accsupp"),
    )
    icons = next((f"fontawesome{n}" for n in (5, 6, 7) if located(f"fontawesome{n}.sty")), "")
    yield Check("fontawesome", "icons", icons, False, "letters", both("texlive-fonts-extra", "fontawesome5"))
    biber = version("biber") if located("biblatex.sty") else ""
    yield Check(
        "biber", "publications", biber, False, "pandoc lists them", both("biber texlive-bibtex-extra", "biber biblatex")
    )
    yield Check(
        "academicons",
        "icons of scholars' networks",
        located("academicons.sty"),
        False,
        "letters",
        both("texlive-fonts-extra", "academicons"),
    )
    yield Check(
        f"babel-{language}",
        "the language's own words",
        located(f"babel-{language}.ini"),
        language != "en",
        install=both("texlive-latex-base", "babel"),
    )
    yield Check(
        "synctex",
        "lines behind places (watch)",
        located_program("synctex"),
        False,
        "the preview, without the lines",
        both("texlive-binaries", "synctex"),
    )
    yield Check(
        "starlette",
        "the preview (watch --serve)",
        library("starlette"),
        False,
        "watch, without the preview",
        "pip install 'md2moderncv[preview]'",
    )
    for family, (use, package) in FONTS.items():
        there = "installed" if family in fonts.installed() else ""
        yield Check(family, use, there, family in families, "another font, or an error", f"apt install {package}")
    for family in sorted(families - FONTS.keys()):
        yield Check(family, "asked for", "installed" if family in fonts.installed() else "", True)


def both(debian: str, tlmgr: str) -> str:
    """Give the commands of Debian and of TeX Live."""
    return f"apt install {debian}" + (f"; tlmgr install {tlmgr}" if tlmgr else "")


def table(listed: list[Check]) -> str:
    """Give checks as lines for people."""
    rows = []
    for check in listed:
        mark = "ok" if check.found else "MISSING" if check.needed else "absent"
        rows.append(f"{mark:8} {check.name:18} {check.use:28} {check.found}".rstrip())
        if not check.found:
            if check.instead:
                rows.append(f"{'':8} without it: {check.instead}")
            if check.install:
                rows.append(f"{'':8} {check.install}")
    return "\n".join(rows) + "\n"
