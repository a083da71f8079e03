"""Reads PDFs back: their text, and where each word stands."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from md2moderncv.diagnostics import Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_pdf


def typeset(path: Path, target: Path, **options: Any) -> Path:
    pdf, _ = to_pdf(Source(path.read_text(encoding="utf-8"), path.name), path.parent, Options(**options), Build())
    target.write_bytes(pdf)
    return target


def text(pdf: Path, *flags: str) -> str:
    return subprocess.run(["pdftotext", *flags, str(pdf), "-"], capture_output=True, check=True).stdout.decode()


def words(written: str) -> list[str]:
    """Cut a text into words as a comparison wants them: compatibility forms folded, quotes and dashes alike."""
    folded = unicodedata.normalize("NFKC", written)
    folded = re.sub("[‐-―−]", "-", re.sub("[‘’']", "'", re.sub('[“”"]', '"', folded)))
    return re.findall(r"[^\W_]+", folded)


def outside(pdf: Path, slack: float = 1.0) -> list[str]:
    """Give the words that are not wholly on their page."""
    tree = ET.fromstring(text(pdf, "-bbox"))  # noqa: S314
    found = []
    space = "{http://www.w3.org/1999/xhtml}"
    for page in tree.iter(f"{space}page"):
        width, height = float(page.get("width")), float(page.get("height"))
        for word in page.iter(f"{space}word"):
            left, right = float(word.get("xMin")), float(word.get("xMax"))
            top, bottom = float(word.get("yMin")), float(word.get("yMax"))
            if left < -slack or right > width + slack or top < -slack or bottom > height + slack:
                found.append(word.text)
    return found
