"""How long a PDF takes, as ratios to what TeX alone takes, all measured in one run: `make bench`.

Each way is taken several times in turn, so that a slow moment of the machine meets all of them; the medians are
compared. The document is the seed CV where that lies beside the project, else the example.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed" / "cv.md"
ROUNDS = 7
PROGRAM = [sys.executable, "-m", "md2moderncv"]
WAYS = {
    "nothing cached": ("cold", "latexmk", 1.2),
    "format cached, a new document": ("new", "latexmk", 0.7),
    "one word changed": ("edit", "plain", 1.0),
    "one word changed, in watch": ("watch", "plain", 0.8),
    "nothing changed": ("unchanged", "plain", 0.3),
}
"""What is measured, what it is compared to, and the ratio that is aimed at."""


class Bench:
    """A folder with the document, and a cache of its own."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder, self.text = folder, source.read_text(encoding="utf-8")
        self.environment = {**os.environ, "MD2MODERNCV_CACHE": str(folder / "cache")}
        self.count = 0
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.write(folder / "cv.md")
        self.run(*PROGRAM, "cv.md", "-o", "plain.tex")

    def write(self, path: Path) -> None:
        """Write the document with one word that it had never before."""
        self.count += 1
        words = list(re.finditer(r"(?<= )[a-z]{5,}(?= [a-z])", self.text))
        last = next(word for word in reversed(words) if "](" not in self.text[word.start() - 200 : word.end() + 200])
        path.write_text(f"{self.text[: last.start()]}word{self.count}{self.text[last.end() :]}", encoding="utf-8")

    def run(self, *command: str) -> float:
        """Give the seconds that a command takes."""
        started = time.perf_counter()
        subprocess.run(command, cwd=self.folder, env=self.environment, check=True, capture_output=True)
        return time.perf_counter() - started

    def forget(self, *parts: str) -> None:
        """Empty parts of the cache."""
        for part in parts:
            shutil.rmtree(self.folder / "cache" / part, ignore_errors=True)

    def round(self) -> None:
        """Take every way once."""
        for file in self.folder.glob("plain.*"):
            if file.suffix != ".tex":
                file.unlink()
        taken = self.taken
        taken["latexmk"].append(self.run("latexmk", "-norc", "-pdf", "-interaction=batchmode", "plain.tex"))
        taken["plain"].append(self.run("pdflatex", "-interaction=batchmode", "plain.tex"))
        convert = (*PROGRAM, "cv.md", "-o", "cv.pdf")
        self.forget("builds", "formats")
        taken["cold"].append(self.run(*convert))
        taken["unchanged"].append(self.run(*convert))
        self.write(self.folder / "cv.md")
        taken["edit"].append(self.run(*convert))
        self.forget("builds")
        self.write(self.folder / "cv.md")
        taken["new"].append(self.run(*convert))
        taken["plain"].append(self.run("pdflatex", "-interaction=batchmode", "plain.tex"))

    def watch(self) -> None:
        """Save the document again and again while it is watched, and wait for its PDF."""
        target = self.folder / "watched.pdf"
        command = [*PROGRAM, "watch", "cv.md", "-o", target.name]
        with subprocess.Popen(command, cwd=self.folder, env=self.environment, stderr=subprocess.DEVNULL) as process:
            try:
                wait(lambda: target.exists())
                for _ in range(ROUNDS):
                    time.sleep(1.5)
                    before = target.stat().st_mtime_ns
                    started = time.perf_counter()
                    self.write(self.folder / "cv.md")
                    wait(lambda before=before: target.stat().st_mtime_ns != before)
                    self.taken["watch"].append(time.perf_counter() - started)
                    self.taken["plain"].append(self.run("pdflatex", "-interaction=batchmode", "plain.tex"))
            finally:
                process.terminate()


def wait(holds) -> None:  # type: ignore[no-untyped-def]
    """Wait until something holds."""
    end = time.perf_counter() + 60
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError
        time.sleep(0.005)


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), SEED if SEED.exists() else ROOT / "examples" / "cv.md")
        for number in range(ROUNDS):
            print(f"\rround {number + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
            bench.round()
        bench.watch()
        print("\r\033[K", end="", file=sys.stderr)
    taken = {name: statistics.median(seconds) for name, seconds in bench.taken.items()}
    print(f"{'':32} {'ratio':>6} {'aim':>5}  to")
    print(f"{'latexmk from nothing':32} {taken['latexmk'] / taken['plain']:6.2f} {'':>5}  one run of pdflatex")
    names = {"latexmk": "latexmk on the same .tex", "plain": "one run of pdflatex"}
    for what, (way, base, aim) in WAYS.items():
        print(f"{what:32} {taken[way] / taken[base]:6.2f} {aim:5.1f}  {names[base]}")


if __name__ == "__main__":
    main()
