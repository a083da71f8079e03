"""The link that opens a document in Overleaf."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import ROOT
from tests.test_tex_failures import png

CV = (ROOT / "examples" / "cv.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cv.md").write_text(CV, encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    return tmp_path


def run(folder, *arguments):
    command = [sys.executable, "-m", "md2moderncv", "cv.md", *arguments]
    surroundings = {**os.environ, "BROWSER": str(folder / "browser"), "MD2MODERNCV_CACHE": str(folder / "cache")}
    # click asks these in turn
    for name in ("xdg-open",):
        (folder / name).write_text((folder / "browser").read_text())
        (folder / name).chmod(0o755)
    surroundings["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False)


def archived(address):
    asked = parse_qs(urlsplit(address).query)
    kind, _, content = asked["snip_uri"][0].partition(",")
    assert kind == "data:application/zip;base64"
    return asked["engine"][0], zipfile.ZipFile(io.BytesIO(base64.b64decode(content, validate=True)))


def test_the_link_holds_the_document(folder):
    done = run(folder, "--overleaf")
    assert done.returncode == 0, done.stderr
    address = done.stdout.decode().strip()
    assert address.startswith("https://www.overleaf.com/docs?")
    assert len(address) <= 8000
    engine, archive = archived(address)
    assert engine == "pdflatex"
    assert sorted(archive.namelist()) == ["cv.tex", "latexmkrc"]
    assert archive.read("cv.tex") == run(folder).stdout
    assert not (folder / "opened").exists()


def test_what_is_too_long_is_told_or_opened_by_a_form(folder):
    (folder / "ada.png").write_bytes(png(400, 400) + os.urandom(9000) + png(8, 8))
    (folder / "cv.md").write_text(CV.replace("---\n", "---\nphoto: ada.png\n", 1), encoding="utf-8")
    done = run(folder, "--overleaf")
    assert done.returncode == 1
    assert b"too-long-for-link" in done.stderr
    assert done.stdout == b""
    done = run(folder, "--overleaf", "--open")
    assert done.returncode == 0, done.stderr
    page = (folder / "cache" / "overleaf.html").read_text(encoding="utf-8")
    opened = (folder / "opened").read_text().strip().removeprefix("file://")
    assert opened == str(folder / "cache" / "overleaf.html")
    content = re.search(r'value="data:application/zip;base64,([^"]+)"', page)[1]
    assert "ada.png" in zipfile.ZipFile(io.BytesIO(base64.b64decode(content))).namelist()


def test_the_link_is_opened(folder):
    done = run(folder, "--overleaf", "--open")
    assert done.returncode == 0, done.stderr
    assert (folder / "opened").read_text().strip() == done.stdout.decode().strip()


@pytest.mark.parametrize("arguments", [["--open"], ["--overleaf", "-o", "cv.zip"], ["--overleaf", "--outdir", "out"]])
def test_what_makes_no_sense_is_refused(folder, arguments):
    assert run(folder, *arguments).returncode == 2
