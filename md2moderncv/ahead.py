"""What can start before its input is whole: TeX on the head of the last document, pandoc before the rest is loaded.

Most builds are one edit after another. While the document is written anew, TeX already reads the format and what the
last document began with, from a pipe; where the new one begins so, too, it gets the rest, else it is stopped.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

from md2moderncv import formats
from md2moderncv.process import bounded, environment

NAME = "ahead.tex"
HEAD = "\\begin{document}\n"
"""What TeX reads ahead of ends here."""


class Ahead:
    """TeX, started on the head of the document that a folder holds."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        """Start the command, `{format}` in it filled, if there is a document, a format for it, and pipes with names."""
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.made: Path | None = None
        self.preamble = self.head = ""
        self.notes: tuple[list[bytes], ...] = ()
        """What TeX had noted in the run before."""
        try:
            preamble, document = formats.split((folder / "cv.tex").read_text(encoding="utf-8"))
            made = self.made = formats.ready(preamble)
            above, mark, _ = document.partition(HEAD)
            if not (preamble and made and mark):
                return
            self.preamble, self.head = preamble, above + mark
            (folder / NAME).unlink(missing_ok=True)
            os.mkfifo(folder / NAME, 0o600)
            self.process = subprocess.Popen(
                bounded([part.replace("{format}", str(made)) for part in command]),
                cwd=folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, AttributeError):  # Windows has no such pipes
            return
        self.pipe: int | None = None
        self.writer = threading.Thread(target=self._write_head, daemon=True)
        self.writer.start()

    def _write_head(self) -> None:
        """Write the head as soon as TeX reads."""
        with contextlib.suppress(OSError):
            self.pipe = os.open(self.folder / NAME, os.O_WRONLY)
            _write(self.pipe, self.head.encode())

    def fits(self, tex: str, files: Mapping[str, Path | bytes]) -> bool:
        """Tell whether a document begins as the last one did, and has the same files beside it."""
        if self.process is None or self.process.poll() is not None:
            return False
        preamble, document = formats.split(tex)
        return preamble == self.preamble and document.startswith(self.head) and _same(self.folder, files)

    def finish(self, tex: str, seconds: float) -> bool:
        """Give TeX the rest of a document that fits; tell whether it was set."""
        if self.process is None:
            return False
        self.writer.join(timeout=min(seconds, 5))
        if self.pipe is None:
            self.stop()
            return False
        try:
            _write(self.pipe, formats.split(tex)[1][len(self.head) :].encode())
            os.close(self.pipe)
            self.pipe = None
            code = self.process.wait(max(seconds, 0.1))
        except (OSError, subprocess.TimeoutExpired):
            code = 1
        self.stop()
        return code == 0 and (self.folder / "cv.pdf").exists()

    def stop(self) -> None:
        """Stop TeX, if it runs, and take the pipe away."""
        process, self.process = self.process, None
        if process is None:
            return
        if process.poll() is None:
            process.kill()
            process.wait()
            for left in self.made.parent.glob(f"{self.made.name}{process.pid}.fls") if self.made else ():
                left.unlink(missing_ok=True)  # where TeX notes what it reads until it knows better
        with contextlib.suppress(OSError):
            # an open that waits for a reader gets one
            os.close(os.open(self.folder / NAME, os.O_RDONLY | os.O_NONBLOCK))
        self.writer.join(timeout=1)
        with contextlib.suppress(OSError):
            if self.pipe is not None:
                os.close(self.pipe)
            (self.folder / NAME).unlink()


def _write(pipe: int, content: bytes) -> None:
    """Write all of a content."""
    while content:
        content = content[os.write(pipe, content) :]


def _same(folder: Path, files: Mapping[str, Path | bytes]) -> bool:
    """Tell whether a folder holds just these files besides TeX's."""
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not _is_ours(path.name)}
    if held != set(files):
        return False
    return all(
        (folder / name).read_bytes() == (file if isinstance(file, bytes) else file.read_bytes())
        for name, file in files.items()
    )


def _is_ours(name: str) -> bool:
    """Tell whether a file is one of the build's own."""
    return name.startswith(("cv.", ".")) or name in (NAME, "record.json", "texput.log")
