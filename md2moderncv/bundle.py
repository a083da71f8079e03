"""What Overleaf, or another machine, needs to typeset a CV: one zip archive, the same bytes for the same document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

LATEXMKRC = "$pdf_mode = {mode};  # {engine}\n$bibtex_use = 2;\n"
"""Chooses the engine, as latexmk numbers them; on Overleaf, too."""
MODES = {"pdflatex": 1, "lualatex": 4}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest time that an archive can give a file."""


def bundle(job: str, tex: str, engine: str, files: Mapping[str, Path | bytes]) -> bytes:
    """Give a zip archive of a document, of the files that it names, and of a latexmkrc for its engine."""
    contents = {f"{job}.tex": tex.encode(), "latexmkrc": LATEXMKRC.format(mode=MODES[engine], engine=engine).encode()}
    contents |= {name: file if isinstance(file, bytes) else file.read_bytes() for name, file in files.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            archive.writestr(member, contents[name])
    return made.getvalue()
