"""Typeset: a .tex text to the bytes of a PDF, in a folder of its own; alone knows that there is a latexmk."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from md2moderncv import cache
from md2moderncv.ahead import Ahead
from md2moderncv.diagnostics import CvError, Diagnostic, MachineError, Source
from md2moderncv.messages import no_program
from md2moderncv.passes import NO_DATES, NOTES, settled
from md2moderncv.process import environment, run
from md2moderncv.tex_messages import tex_failed
from md2moderncv.texlog import degraded, diagnose, failure

TIMEOUT = 120
"""Seconds; a CV of many pages takes less than ten."""


@dataclass(frozen=True, slots=True)
class Build:
    """How a document is typeset."""

    timeout: int = TIMEOUT
    """Seconds."""
    on_pass: Callable[[int], None] = lambda number: None
    """Told of each pass of TeX."""
    on_line: Callable[[str], None] | None = None
    """Told each line of what latexmk prints, which has to run then."""
    folder: Path | None = None
    """Where what a later build can use is kept; whoever names it holds it."""
    latexmkrc: Path | None = None
    """A configuration of the author's for latexmk, which has to run then."""
    ahead: Ahead | None = None
    """TeX, begun on what the last document in that folder began with."""
    synctex: bool = False
    """Whether TeX notes where on the pages its lines stand."""


FLAGS = {"pdflatex": "-pdf", "lualatex": "-pdflua"}
PASS = re.compile(rb"^Run number (\d+) of rule '(?:pdf|lua)latex'")


def typeset(
    tex: str,
    engine: str,
    files: Mapping[str, Path | bytes],
    source: Source,
    build: Build = Build(),
) -> tuple[bytes, list[Diagnostic]]:
    """Give the PDF of a LaTeX document; `files` are put where it looks for them.

    Raises `CvError` with what TeX complained of, `MachineError` where TeX is not there.
    """
    for program in ("latexmk", engine):
        if not shutil.which(program):
            hint = "install it (Debian: latexmk, texlive-latex-extra, texlive-luatex; elsewhere TeX Live or MiKTeX)"
            raise MachineError([no_program(program, hint)])
    by_itself = not (build.on_line or build.latexmkrc or any(name.endswith(".bib") for name in files))
    with contextlib.nullcontext(build.folder) if build.folder else cache.scratch() as folder:
        begun = build.ahead if by_itself and build.ahead and build.ahead.fits(tex, files) else None
        if not begun:
            if build.ahead:
                build.ahead.stop()
            clear(folder, all_notes=not by_itself)
            for name, file in files.items():
                place(file, folder / name)
        code = 0
        if not (by_itself and settled(tex, engine, folder, build.timeout, build.on_pass, begun, build.synctex)):
            clear(folder, all_notes=True)
            for name, file in files.items():
                place(file, folder / name)
            code = _latexmk(tex, engine, folder, build)
        pdf, log = folder / "cv.pdf", folder / "cv.log"
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        complaints = diagnose(said, tex, source)
        if code or not pdf.exists():
            raise failure(complaints or [tex_failed("no reason given", None)])
        if complaints:
            raise CvError(complaints)
        return pdf.read_bytes(), degraded(said, tex, source)


def clear(folder: Path, all_notes: bool) -> None:
    """Empty a folder but for what TeX noted in the last build, which this one can use."""
    for item in folder.iterdir():
        if item.is_dir():
            shutil.rmtree(item, ignore_errors=True)
        elif item.name not in (cache.LOCK, cache.RECORD) and (all_notes or item.name not in NOTES):
            item.unlink()


def _latexmk(tex: str, engine: str, folder: Path, build: Build) -> int:
    """Let latexmk typeset a document, with its programs for publications; give its exit code."""
    (folder / "cv.tex").write_text(tex, encoding="utf-8")
    command = [
        "latexmk",
        "-norc",
        *(["-r", str(build.latexmkrc.absolute())] if build.latexmkrc else []),
        FLAGS[engine],
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
        "-latexoption=-no-shell-escape",
        f"-usepretex={NO_DATES[engine]}",
        "cv.tex",
    ]

    def told(line: bytes) -> None:
        if match := PASS.match(line):
            build.on_pass(int(match[1]))
        if build.on_line:
            build.on_line(line.decode(errors="replace").rstrip("\n"))

    return run(command, folder, environment(), build.timeout, told)


def place(file: Path | bytes, target: Path) -> None:
    """Put a file, or a content, where TeX will look for it; TeX sees no other file of the author's."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file, bytes):
        target.write_bytes(file)
    else:
        shutil.copyfile(file, target)


def has_biber() -> bool:
    """Tell whether publications can be typeset: biber and biblatex are both there."""
    if not shutil.which("biber") or not shutil.which("kpsewhich"):
        return False
    return subprocess.run(["kpsewhich", "biblatex.sty"], capture_output=True, check=False).returncode == 0
