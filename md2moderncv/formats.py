"""The preamble that all documents of one look share, dumped once as a format, which TeX loads in a third of the time.

A document is cut at the line `MARK`. What stands above depends on the look only; TeX compiles it into a format, and
reads the document with empty lines in its place, so that every line keeps its number.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from md2moderncv import cache
from md2moderncv.process import bounded, environment

MARK = "% what follows is this document's own\n"
ENGINE = "pdflatex"
"""The engine whose formats hold everything; lualatex keeps half of its state in Lua."""


def split(tex: str) -> tuple[str, str]:
    """Give the preamble to dump, without comments, and the document without it, its lines where they were."""
    above, mark, below = tex.partition(MARK)
    if not mark:
        return "", tex
    preamble = "".join(line for line in above.splitlines(keepends=True) if not line.startswith("%"))
    return preamble, "%\n" * above.count("\n") + mark + below


def ready(preamble: str) -> Path | None:
    """Give the format of a preamble, where it was dumped and nothing that it was made from has changed."""
    place = _place(preamble)
    if place is None or not place.exists():
        return None
    try:
        made_from = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
        fresh = all(Path(path).stat().st_mtime_ns == written for path, written in made_from.items())
    except (OSError, ValueError):
        return None
    if fresh:
        with contextlib.suppress(OSError):
            os.utime(place.with_suffix(".json"))  # it was used
    return place if fresh else None


def _place(preamble: str) -> Path | None:
    """Give where the format of a preamble is, or would be; its name tells the preamble and the engine."""
    kept, program = cache.root(), shutil.which(ENGINE)
    if kept is None or program is None or not preamble:
        return None
    return kept / "formats" / (cache.digest(preamble, os.path.realpath(program)) + ".fmt")


class Dump:
    """A format in the making, beside the build that has to do without it."""

    def __init__(self, preamble: str) -> None:
        """Start to dump a preamble, if there is where to keep it."""
        self.place = _place(preamble)
        self.process: subprocess.Popen[bytes] | None = None
        if self.place is None:
            return
        self.folder = self.place.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(exist_ok=True)
            (self.folder / "preamble.tex").write_text(preamble + "\\dump\n", encoding="utf-8")
            command = [ENGINE, "-ini", "-recorder", "-no-shell-escape", "-interaction=batchmode", "-halt-on-error"]
            self.process = subprocess.Popen(
                bounded([*command, "-jobname=made", f"&{ENGINE}", "preamble.tex"]),
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self.process = None

    def keep(self, seconds: float) -> bool:
        """Wait for the format and keep it; tell whether it came to be. What fails leaves nothing behind."""
        if self.process is None or self.place is None:
            return False
        process, self.process = self.process, None
        try:
            code = process.wait(max(seconds, 0.01))
            made = self.folder / "made.fmt"
            if code == 0 and made.exists():
                self.place.with_suffix(".json").write_text(json.dumps(made_from(self.folder, "made")), encoding="utf-8")
                made.replace(self.place)
        except (OSError, subprocess.TimeoutExpired):
            process.kill()
            process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        return self.place.exists()


def made_from(folder: Path, job: str) -> dict[str, int]:
    """Give the files that TeX read for a job, those of its format too, and the lists of all that is installed.

    Each with the time of its last change.
    """
    recorded = (folder / f"{job}.fls").read_text(encoding="utf-8", errors="replace")
    paths = {line[6:] for line in recorded.split("\n") if line.startswith("INPUT /")}
    for path in [path for path in paths if path.endswith(".fmt")]:
        with contextlib.suppress(OSError, ValueError):
            paths |= json.loads(Path(path).with_suffix(".json").read_text(encoding="utf-8")).keys()
    trees = {match[1] for path in paths if (match := re.match(r"(.*?/texmf[^/]*)/", path))}
    times = {}
    for path in (*sorted(paths), *(f"{tree}/ls-R" for tree in sorted(trees))):
        with contextlib.suppress(OSError):
            times[path] = Path(path).stat().st_mtime_ns
    return times
