"""TeX run by itself, as often as what it notes for its next run changes: all that a CV needs of latexmk."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from md2moderncv import formats
from md2moderncv.ahead import NAME, Ahead
from md2moderncv.forecast import forecast
from md2moderncv.process import environment, run

NOTES = ("cv.aux", "cv.out")
"""What TeX notes for its next run: labels, and the bookmarks of the PDF."""
MOST = 5
"""Passes of TeX; a document whose notes change longer than that is no CV."""
NO_DATES = {
    "pdflatex": r"\pdfinfoomitdate=1\pdfsuppressptexinfo=-1",
    "lualatex": r"\pdfvariable suppressoptionalinfo 623",
}
"""What keeps the time and the machine out of the PDF, so that the same input gives the same bytes."""


def command(engine: str, made: str = "", document: str = "cv.tex", synctex: bool = False) -> list[str]:
    """Give the command that typesets a document, with a format of its own where one is named.

    `synctex`: where its lines stand on the pages is noted.
    """
    return [
        str(shutil.which(engine)),
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
        "-no-shell-escape",
        "-recorder",
        "-jobname=cv",
        *(["-synctex=1"] if synctex else []),
        *([f"-fmt={made}"] if made else []),
        NO_DATES[engine] + rf"\csname @@input\endcsname {document} ",  # opens it once: a pipe gives its text once
    ]


def begin(folder: Path, synctex: bool = False) -> Ahead | None:
    """Start TeX on what the document in a folder begins with, in the hope that the next one begins so, too."""
    if not (folder / "cv.aux").exists() or not shutil.which(formats.ENGINE):
        return None
    noted = notes(folder)
    line = command(formats.ENGINE, "{format}", NAME, synctex)
    started = Ahead(folder, line)
    started.notes = noted
    return started if started.process else None


def settled(
    tex: str,
    engine: str,
    folder: Path,
    seconds: int,
    on_pass: Callable[[int], None],
    ahead: Ahead | None = None,
    synctex: bool = False,
) -> bool:
    """Typeset a document in a folder that may hold the notes of an earlier build; tell whether all went well.

    `ahead` has read what the document begins with already.
    """
    until = time.monotonic() + seconds
    preamble, document = formats.split(tex) if engine == formats.ENGINE else ("", tex)
    format_file = formats.ready(preamble) if preamble else None
    dump = formats.Dump(preamble) if preamble and format_file is None else None
    try:
        for number in range(1, MOST + 1):
            on_pass(number)
            if number == 1 and ahead is None and not (folder / "cv.aux").exists():
                for name, content in forecast(tex).items():
                    (folder / name).write_text(content, encoding="utf-8")
            before = notes(folder)
            if ahead:
                before, well = ahead.notes, ahead.finish(tex, until - time.monotonic())
                ahead = None
            else:
                (folder / "cv.tex").write_text(document if format_file else tex, encoding="utf-8")
                line = command(engine, str(format_file or ""), synctex=synctex)
                well = run(line, folder, environment(), until - time.monotonic(), limit=seconds) == 0
            if not well or not (folder / "cv.pdf").exists():
                return False
            if dump:  # its passes differ in operators that nobody sees; the last one is always such
                format_file, dump = formats.ready(preamble) if dump.keep(until - time.monotonic()) else None, None
                if format_file:
                    continue
            if notes(folder) == before:
                return True
        return True
    finally:
        (folder / "cv.tex").write_text(tex, encoding="utf-8")
        if dump:
            dump.keep(0)


def notes(folder: Path) -> tuple[list[bytes], ...]:
    """Give what TeX has noted for its next run, but for what it always notes, and what makes no difference."""
    listed = (folder / name for name in NOTES)
    written = (file.read_bytes().split(b"\n") if file.exists() else [] for file in listed)
    return tuple([line for line in lines if line and not line.startswith(USUAL)] for lines in written)


USUAL = (
    rb"\relax",
    rb"\providecommand",
    rb"\HyperFirst",
    rb"\global\let",
    rb"\gdef\newlabel",
    rb"\gdef\HyperFirst",
    rb"\AtEndDocument{\ifx\hyper@anchor",
    rb"\let\newlabel",
    rb"\fi",
    rb"\gdef \@abspage@last",
    rb"\@writefile{toc}",  # nobody sets a table of contents
)
"""How lines of notes begin that hyperref writes for every document."""
