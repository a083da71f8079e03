"""Typeset every style with other versions of moderncv: those of newer Debians, each in a chroot of its own.

`make compat` makes the chroots where they are missing, which takes root, debootstrap and some minutes. The folders stay
under build/compat. The first of them has Font Awesome, too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from md2moderncv.choices import CHOICES
from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import Options, to_latex
from tests import pdf
from tests.conftest import ROOT

SUITES = {"trixie": ["texlive-fonts-extra"], "sid": []}
"""The releases, each with what is installed there besides."""
PACKAGES = """latexmk texlive-latex-extra texlive-fonts-recommended lmodern texlive-luatex texlive-bibtex-extra
biber""".split()
FOLDER = ROOT / "build" / "compat"
STRESS = ROOT / "tests" / "documents" / "stress" / "cv.md"


def run(*command: str) -> None:
    subprocess.run(command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def mirror() -> str:
    """Give the address that this machine's own packages come from."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True, check=True
    )
    sites = told.stdout.split()
    return max(sites, key=sites.count)


def ready(suite: str, others: list[str]) -> Path:
    """Give the folder of a release with TeX in it, made where it is not there."""
    folder = FOLDER / suite
    if not (folder / ".ready").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        if not (folder / "usr/bin/apt-get").exists():
            run("apt-get", "install", "-y", "-qq", "debootstrap")
            run("debootstrap", "--variant=minbase", suite, str(folder), mirror())
        for file in Path("/etc/apt/apt.conf.d").iterdir():
            (folder / "etc/apt/apt.conf.d" / file.name).write_bytes(file.read_bytes())
        run("chroot", str(folder), "apt-get", "update", "-qq")
        run("chroot", str(folder), "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES, *others)
        (folder / ".ready").touch()
    return folder


def typeset(folder: Path, style: str, engine: str, source: Source) -> str:
    """Typeset a CV in a chroot: give what went wrong, nothing if all is well."""
    tex = to_latex(source, STRESS.parent, Options(style=style, engine=engine)).tex
    place = folder / "tmp" / "compat"
    place.mkdir(exist_ok=True)
    for file in place.iterdir():
        file.unlink()
    (place / "cv.tex").write_text(tex, encoding="utf-8")
    flag = "-pdf" if engine == "pdflatex" else "-pdflua"
    command = f"cd /tmp/compat && HOME=/tmp latexmk -norc {flag} -interaction=nonstopmode -halt-on-error cv.tex"
    done = subprocess.run(["chroot", str(folder), "sh", "-c", command], capture_output=True, check=False)
    log = (place / "cv.log").read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        return next((line for line in log.split("\n") if line.startswith("!")), "latexmk failed")
    lost = {f"bullet{n}" for n in range(80)} | {f"item{n}" for n in range(80)} | {f"row{n}" for n in range(60)}
    lost -= set(pdf.words(pdf.text(place / "cv.pdf")))
    outside = pdf.outside(place / "cv.pdf")
    return " ".join([*(f"lost {word}" for word in sorted(lost)[:3]), *(f"outside {word}" for word in outside[:3])])


def main() -> int:
    """Print a line for each version, style and engine; give how many went wrong."""
    wrong = 0
    source = Source(STRESS.read_text(encoding="utf-8"), "cv.md")
    for suite, others in SUITES.items():
        folder = ready(suite, others)
        version = next(folder.glob("usr/share/texlive/texmf-dist/tex/latex/moderncv/moderncv.cls")).read_text("utf-8")
        said = version[version.index("\\ProvidesClass") :].split("\n")[0].split("[")[1].split()[1]
        for style in CHOICES["style"]:
            for engine in ("pdflatex", "lualatex"):
                problem = typeset(folder, style, engine, source)
                wrong += bool(problem)
                print(f"{suite:8} moderncv {said:7} {style:13} {engine:9} {problem or 'ok'}", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(), 1))
