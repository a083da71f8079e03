"""Typeset: a .tex text to the bytes of a PDF, in a scratch folder; alone knows that there is a latexmk."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from md2moderncv.diagnostics import CvError, Diagnostic, MachineError, Source, Span
from md2moderncv.messages import (
    missing_character,
    no_icons,
    no_package,
    no_program,
    no_style,
    tex_failed,
    tex_timeout,
)

TIMEOUT = 120
"""Seconds; a CV of many pages takes less than ten."""


@dataclass(frozen=True, slots=True)
class Build:
    """How a document is typeset."""

    timeout: int = TIMEOUT
    """Seconds."""
    on_pass: Callable[[int], None] = lambda number: None
    """Told of each pass of TeX."""
    on_line: Callable[[str], None] = lambda line: None
    """Told each line of what latexmk prints."""


FLAGS = {"pdflatex": "-pdf", "lualatex": "-pdflua"}
NO_DATES = {
    "pdflatex": r"\pdfinfoomitdate=1\pdfsuppressptexinfo=-1",
    "lualatex": r"\pdfvariable suppressoptionalinfo 623",
}
"""What keeps the time and the machine out of the PDF, so that the same input gives the same bytes."""
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
    latexmk = shutil.which("latexmk")
    for program in ("latexmk", engine):
        if not shutil.which(program):
            hint = "install it (Debian: latexmk, texlive-latex-extra, texlive-luatex; elsewhere TeX Live or MiKTeX)"
            raise MachineError([no_program(program, hint)])
    with tempfile.TemporaryDirectory(prefix="md2moderncv-") as scratch:
        Path(scratch, "cv.tex").write_text(tex, encoding="utf-8")
        for name, file in files.items():
            place(file, Path(scratch, name))
        command = [
            str(latexmk),
            "-norc",
            FLAGS[engine],
            "-interaction=nonstopmode",
            "-halt-on-error",
            "-file-line-error",
            "-latexoption=-no-shell-escape",
            f"-usepretex={NO_DATES[engine]}",
            "cv.tex",
        ]
        code = _run(command, Path(scratch), environment(), build)
        pdf, log = Path(scratch, "cv.pdf"), Path(scratch, "cv.log")
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        complaints = diagnose(said, tex, source)
        if code or not pdf.exists():
            raise _failure(complaints or [tex_failed("no reason given", None)])
        if complaints:
            raise CvError(complaints)
        return pdf.read_bytes(), degraded(said)


LACKS = {"no style contemporary": no_style, "no Font Awesome": no_icons}
"""What the templates write to the log where the class, or this TeX, lacks what was asked for."""


def degraded(log: str) -> list[Diagnostic]:
    """Give what was asked for and is not there, and what stands in its place."""
    said = dict.fromkeys(re.findall(r"^md2moderncv: (.*)$", log, re.MULTILINE))
    return [LACKS[what]() for what in said if what in LACKS]


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


def environment() -> dict[str, str]:
    """Give TeX's environment: no absolute or hidden paths, no folder of the author's, a fixed clock."""
    clock = {} if "SOURCE_DATE_EPOCH" in os.environ else {"SOURCE_DATE_EPOCH": "0"}
    return {
        **os.environ,
        **clock,
        "TEXINPUTS": f".{os.pathsep}",
        "openin_any": "p",
        "openout_any": "p",
        "max_print_line": "1000",
    }


def _run(command: list[str], scratch: Path, variables: dict[str, str], build: Build) -> int:
    """Run latexmk, telling each pass of TeX; stops it, and what it started, when its time is up."""
    try:
        process = subprocess.Popen(
            command,
            cwd=scratch,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise MachineError(
            [no_program(command[0], f"it does not run: {(error.strerror or str(error)).lower()}")]
        ) from None
    import threading

    expired = threading.Event()

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGKILL)

    def stop() -> None:
        expired.set()
        kill()

    timer = threading.Timer(build.timeout, stop)
    timer.start()
    try:
        with process:
            for line in process.stdout or ():
                if match := PASS.match(line):
                    build.on_pass(int(match[1]))
                build.on_line(line.decode(errors="replace").rstrip("\n"))
        code = process.returncode
    except BaseException:
        kill()
        process.wait()
        raise
    finally:
        timer.cancel()
    if expired.is_set():
        raise CvError([tex_timeout(build.timeout)])
    return code


_ERROR = re.compile(r"^(?:\./)?cv\.tex:(\d+): (.*)$|^! ?(.*)$|^(?:\./|/)\S+:\d+: (.*)$", re.MULTILINE)
_MISSING_FILE = re.compile(r"File [`'](\S+?)' not found")
_MISSING_CHARACTER = re.compile(r"^Missing character: There is no (\S) ", re.MULTILINE)


def diagnose(log: str, tex: str, source: Source) -> list[Diagnostic]:
    """Give what a TeX log complains of, at the line of the source that it stems from."""
    found = []
    for match in _ERROR.finditer(log):
        said = (match[2] or match[3] or match[4]).strip().rstrip(".")
        if missing := _MISSING_FILE.search(said):
            found.append(no_package(missing[1]))
        elif not said.startswith("==> Fatal"):
            at = int(match[1]) if match[1] else _line_of(log, match.end())
            found.append(tex_failed(said, origin(tex, at)))
    found += [missing_character(c, source.find(c)) for c in sorted(set(_MISSING_CHARACTER.findall(log)))]
    return found


def _line_of(log: str, position: int) -> int:
    """Give the line of the .tex that the log names next: `l.42 …`."""
    match = re.compile(r"^l\.(\d+) ", re.MULTILINE).search(log, position)
    return int(match[1]) if match else 0


def origin(tex: str, line: int) -> Span | None:
    """Give the source line that a line of the .tex stems from, by the comment `% cv.md:23` above it."""
    for text in reversed(tex.split("\n")[:line]):
        if match := re.fullmatch(r"% .*:(\d+)", text):
            return Span(int(match[1]), 1, int(match[1]), 2)
    return None


def _failure(complaints: list[Diagnostic]) -> CvError:
    machine = any(complaint.code == "no-package" for complaint in complaints)
    return MachineError(complaints) if machine else CvError(complaints)
