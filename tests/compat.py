"""Typeset every style, letters, publications and a text from the right with the moderncv of newer Debians.

`make compat` makes a chroot for each where it is missing, which takes root, debootstrap and some minutes. They stay
under build/compat. The first of them has Font Awesome, too.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from md2moderncv import model
from md2moderncv.choices import CHOICES
from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import Options, to_zip, understood
from tests import pdf
from tests.conftest import ROOT
from tests.test_documents import PIXEL

SUITES = {"trixie": ["texlive-fonts-extra"], "sid": []}
"""The releases, each with what is installed there besides."""
PACKAGES = """latexmk texlive-latex-extra texlive-fonts-recommended lmodern texlive-luatex texlive-bibtex-extra
biber fonts-noto-core fontconfig""".split()
FOLDER = ROOT / "build" / "compat"
DATA = ROOT / "tests" / "documents"
DOCUMENTS = {
    "stress/cv.md": ("pdflatex", "lualatex"),
    "letter/cv.md": ("pdflatex",),
    "publications/cv.md": ("pdflatex",),
    "recognition/he-headings.md": ("lualatex",),
}
"""What is typeset, with the engines for it."""


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
    made = folder / ".ready"
    wanted = " ".join([*PACKAGES, *others])
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        FOLDER.mkdir(parents=True, exist_ok=True)
        if not (folder / "usr/bin/apt-get").exists():
            run("apt-get", "install", "-y", "-qq", "debootstrap")
            run("debootstrap", "--variant=minbase", suite, str(folder), mirror())
        for file in Path("/etc/apt/apt.conf.d").iterdir():
            (folder / "etc/apt/apt.conf.d" / file.name).write_bytes(file.read_bytes())
        run("chroot", str(folder), "apt-get", "update", "-qq")
        run("chroot", str(folder), "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES, *others)
        made.write_text(wanted, encoding="utf-8")
    return folder


def typeset(folder: Path, document: Path, style: str, engine: str) -> str:
    """Typeset a CV in a chroot: give what went wrong, nothing if all is well."""
    source = Source(document.read_text(encoding="utf-8"), "cv.md")
    with TemporaryDirectory() as made:
        for file in document.parent.iterdir():
            shutil.copy(file, made)
        (Path(made) / "signature.png").write_bytes(PIXEL)
        archive, _ = to_zip(source, Path(made), Options(style=style, engine=engine))
    place = folder / "tmp" / "compat"
    shutil.rmtree(place, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as unpacked:
        unpacked.extractall(place)
    flag = "-pdf" if engine == "pdflatex" else "-pdflua"
    command = f"cd /tmp/compat && HOME=/tmp latexmk -norc {flag} -bibtex -interaction=nonstopmode -halt-on-error cv.tex"
    done = subprocess.run(["chroot", str(folder), "sh", "-c", command], capture_output=True, check=False)
    if done.returncode:
        log = (place / "cv.log").read_text(encoding="utf-8", errors="replace")
        return next((line for line in log.split("\n") if line.startswith("!")), "latexmk failed")
    lost = (
        expected(source)
        - set(pdf.words(pdf.text(place / "cv.pdf")))
        - set(pdf.words(pdf.text(place / "cv.pdf", "-raw")))
    )
    outside = pdf.outside(place / "cv.pdf")
    return " ".join([*(f"lost {word}" for word in sorted(lost)[:3]), *(f"outside {word}" for word in outside[:3])])


def expected(source: Source) -> set[str]:
    """Give the words of a CV that the PDF has to say, those of its letter's end among them."""
    cv, _ = understood(source)
    person = cv.person
    said = (person.firstname, person.lastname, person.title, person.born, person.extrainfo, cv.preface, cv.sections)
    shown = (text for text in model.strings(said) if not isinstance(text, (model.Path, model.Url)))
    found = {word for text in shown for word in pdf.words(text) if len(word) > 3}
    return (found | {"Yours"} if cv.letter_file else found) - UNSAID


UNSAID = {"example2020", "example2018", "fern2015", "letter"}
"""Keys, and names of files."""


def tasks() -> Iterator[tuple[Path, str, str]]:
    """Give every document with each style and engine that it is typeset in."""
    for document, engines in DOCUMENTS.items():
        for style in CHOICES["style"]:
            for engine in engines:
                yield DATA / document, style, engine


def main() -> int:
    """Print a line for each version, document, style and engine; give how many went wrong."""
    wrong = 0
    for suite, others in SUITES.items():
        folder = ready(suite, others)
        version = next(folder.glob("usr/share/texlive/texmf-dist/tex/latex/moderncv/moderncv.cls")).read_text("utf-8")
        said = version[version.index("\\ProvidesClass") :].split("\n")[0].split("[")[1].split()[1]
        for document, style, engine in tasks():
            problem = typeset(folder, document, style, engine)
            wrong += bool(problem)
            name = str(document.relative_to(DATA))
            print(f"{suite:8} moderncv {said:7} {name:27} {style:13} {engine:9} {problem or 'ok'}", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(), 1))
