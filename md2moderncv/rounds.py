"""One build after another of the same document, each as soon as something it is made from has changed."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import click

from md2moderncv.convert import Job
from md2moderncv.diagnostics import CvError, Diagnostic, Source
from md2moderncv.latexmk import Build
from md2moderncv.messages import not_now
from md2moderncv.passes import begin
from md2moderncv.terminal import progress, reason, save

LOOK = 700
"""Milliseconds after which it is looked for changes that the system did not tell."""
PAUSE = 60
"""Milliseconds that a save may take: an editor writes more than one file."""
KINDS = (".md", ".markdown", ".txt", ".png", ".jpg", ".jpeg", ".pdf", ".bib", ".csl", ".tex")
"""Endings of files that may be what a document lacks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    pdf: bytes | None
    """`None` where it failed."""
    tex: str
    source: Source
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    seconds: float


class Rounds:
    """The builds of one document in one folder, between which TeX waits for the next."""

    def __init__(self, job: Job, folder: Path, timeout: int, synctex: bool = False) -> None:
        """Take the document, and where its builds are made; `synctex`: the places of words are noted, too."""
        self.job, self.folder, self.timeout, self.synctex = job, folder, timeout, synctex
        self.ahead = begin(folder, synctex)
        self.files = {job.source.absolute()}
        self.lacking = False
        """Whether something is missing that any new file may be."""
        self.seen: dict[Path, tuple[int, int]] = {}

    def build(self) -> Outcome:
        """Make the document and deliver it; what fails leaves what was delivered before."""
        started = time.monotonic()
        self.seen = self.stamps()
        ahead, self.ahead = self.ahead, None
        build = Build(self.timeout, progress, None, self.folder, None, ahead, self.synctex)
        try:
            content, made = self.job.typeset(build)
            if self.job.target:
                save(self.job.target, content)
        except CvError as error:
            return self.failed(error.diagnostics, getattr(error, "source", self.job.document), started)
        except (click.ClickException, OSError) as error:  # the source is gone for a moment, or the disk is full
            said = error.message if isinstance(error, click.ClickException) else reason(error)
            return self.failed((not_now(said),), self.job.document, started)
        finally:
            if ahead:
                ahead.stop()
            progress(0)
            self.ahead = begin(self.folder, self.synctex)
        lacking = any(one.code.startswith(("missing", "no-", "bad-")) for one in made.diagnostics)
        self.watch({path.absolute() for path in (self.job.source, *made.pictures.values(), *made.others)}, lacking)
        seconds = time.monotonic() - started
        return Outcome(content, made.tex, self.job.document, made.diagnostics, pages(self.folder), seconds)

    def failed(self, diagnostics: tuple[Diagnostic, ...], source: Source, started: float) -> Outcome:
        """Give what came of a build that made no PDF; any new file may be what it lacked."""
        self.watch(self.files, True)
        return Outcome(None, "", source, diagnostics, 0, time.monotonic() - started)

    def watch(self, files: set[Path], lacking: bool) -> None:
        """Watch these files from now on; those that were not watched before are as they should be."""
        self.files, self.lacking = files, lacking
        self.seen = self.stamps() | {path: stamp for path, stamp in self.seen.items() if path in self.watched()}

    def changes(self, stop: Event) -> Iterator[None]:
        """Wait for changes of what the document is made from, one after another, until it is stopped.

        The system tells of them at once; what it does not tell, and what changes in between, is found by looking.
        """
        from watchfiles import watch

        while not stop.is_set():
            if self.changed():
                yield
                continue
            folders = {str(path.parent) for path in self.watched() if path.parent.is_dir()}
            for _ in watch(
                *folders,
                watch_filter=None,
                debounce=PAUSE,
                step=PAUSE // 3,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                recursive=False,
                stop_event=stop,
            ):
                if self.changed():
                    break

    def changed(self) -> bool:
        """Tell whether anything is other than when the last build began."""
        return self.stamps() != self.seen

    def stamps(self) -> dict[Path, tuple[int, int]]:
        """Give when each file that is watched was written last, and its size."""
        found = {}
        for path in self.watched():
            with contextlib.suppress(OSError):
                told = path.stat()
                found[path] = (told.st_mtime_ns, told.st_size)
        return found

    def watched(self) -> set[Path]:
        """Give what the document is made from, the author's templates, and what may be what it lacks."""
        found = set(self.files)
        target = self.job.target.absolute() if self.job.target else None
        with contextlib.suppress(OSError):
            if own := self.job.look.get("template_dir"):
                found |= set(Path(own).absolute().glob("*.tex"))
            if self.lacking:
                beside = self.job.source.absolute().parent
                found |= {path for path in beside.iterdir() if path.suffix.casefold() in KINDS}
        return found - {target} if target else found

    def close(self) -> None:
        """Stop what waits."""
        if self.ahead:
            self.ahead.stop()
            self.ahead = None


def pages(folder: Path) -> int:
    """Give the number of pages of the PDF that TeX wrote last."""
    log = folder / "cv.log"
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    match = re.search(r"^Output written on .*? \((\d+) pages?", said, re.MULTILINE)
    return int(match[1]) if match else 0
