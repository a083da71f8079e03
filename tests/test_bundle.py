"""The archive for Overleaf: what is in it, that it compiles by itself, and that its bytes are the same each time."""

from __future__ import annotations

import io
import subprocess
import zipfile

from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import Options, to_zip
from tests.conftest import ROOT
from tests.test_documents import PIXEL

TEXT = """---
name: Ada Example
photo: "../my photo.png"
bibliography: refs.bib
---

## Work

![desk](desk.png)

[@example2020]
"""


def test_it_compiles_where_it_is_unpacked(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    for name in ("../my photo.png", "desk.png"):
        (folder / name).write_bytes(PIXEL)
    (folder / "refs.bib").write_bytes((ROOT / "tests/documents/publications/refs.bib").read_bytes())
    source = Source(TEXT, "my cv.md")
    content, _ = to_zip(source, folder, Options())
    assert content == to_zip(source, folder, Options())[0]
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert sorted(archive.namelist()) == ["desk.png", "latexmkrc", "md2moderncv-0.png", "my-cv.tex", "refs.bib"]
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    place = tmp_path / "unpacked"
    archive.extractall(place)
    done = subprocess.run(["latexmk", "-interaction=nonstopmode"], cwd=place, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert (place / "my-cv.pdf").exists()


def test_the_engine_is_chosen():
    content, _ = to_zip(Source("# Иван\n\n## Опыт\n\nТекст.\n", "cv.md"), ROOT, Options())
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert b"$pdf_mode = 4;" in archive.read("latexmkrc")
