"""What is kept between builds: nothing is made twice, and what is made faster is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from md2moderncv import cache, formats
from md2moderncv.diagnostics import Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_pdf
from tests import pdf
from tests.test_documents import PIXEL

CV = "# Ada Example\n\nada@example.org\n\n## Experience\n\n### 2015 - 2019: Engineer, Acme Ltd\n\n- Built looms.\n"
RUN = [sys.executable, "-m", "md2moderncv"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MD2MODERNCV_CACHE", str(tmp_path / "cache"))
    clear = cache.root.cache_clear
    clear()
    (tmp_path / "cv.md").write_text(CV, encoding="utf-8")
    yield tmp_path
    clear()


def convert(folder, *arguments, code=0, **environment):
    done = subprocess.run(
        [*RUN, "cv.md", "-o", "cv.pdf", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    return (folder / "cv.pdf").read_bytes() if code == 0 else done.stderr.decode()


def logs(folder):
    return list((folder / "cache" / "builds").glob("*/cv.log"))


def test_nothing_is_made_again_where_nothing_changed(folder):
    first = convert(folder)
    (log,) = logs(folder)
    written = log.stat().st_mtime_ns
    assert convert(folder) == first
    assert log.stat().st_mtime_ns == written
    (folder / "cv.pdf").unlink()
    assert convert(folder) == first
    assert log.stat().st_mtime_ns == written


@pytest.mark.parametrize("change", ["source", "photo", "template", "option", "record"])
def test_whatever_changes_is_seen(folder, change):
    (folder / "ada.png").write_bytes(PIXEL)
    (folder / "own").mkdir()
    (folder / "own" / "preamble.tex").write_text('%: include "md2moderncv/preamble.tex"\n')
    text = "---\nphoto: ada.png\n---\n" + CV
    (folder / "cv.md").write_text(text, encoding="utf-8")
    arguments = ["--template-dir", "own"]
    convert(folder, *arguments)
    (log,) = logs(folder)
    written = log.stat().st_mtime_ns
    if change == "source":
        (folder / "cv.md").write_text(text.replace("looms", "wheels"), encoding="utf-8")
    elif change == "photo":
        (folder / "ada.png").write_bytes(PIXEL + b"\n")
    elif change == "template":
        (folder / "own" / "preamble.tex").write_text('%: include "md2moderncv/preamble.tex"\n% changed\n')
    elif change == "option":
        arguments += ["--color", "red"]
    else:
        next((folder / "cache" / "builds").glob("*/record.json")).write_text("{")
    convert(folder, *arguments)
    assert log.stat().st_mtime_ns > written


def test_diagnostics_are_told_again(folder):
    (folder / "cv.md").write_text("---\nstile: banking\n---\n" + CV, encoding="utf-8")
    told = [
        subprocess.run([*RUN, "cv.md", "-o", "cv.pdf"], cwd=folder, capture_output=True, check=True).stderr
        for _ in range(2)
    ]
    assert told[0] == told[1]
    assert b"unknown-key" in told[0]


def seen(folder, made):
    """Give what a PDF says and shows: its text, its fonts, the pixels of its pages."""
    (folder / "seen.pdf").write_bytes(made)
    fonts = subprocess.run(["pdffonts", "seen.pdf"], cwd=folder, capture_output=True, check=True).stdout
    subprocess.run(["pdftoppm", "-r", "100", "seen.pdf", "page"], cwd=folder, check=True)
    pages = [page.read_bytes() for page in sorted(folder.glob("page*.ppm"))]
    return pdf.text(folder / "seen.pdf"), sorted(line.split(b"+")[-1][:40] for line in fonts.split(b"\n")[2:]), pages


def by_latexmk(folder):
    """Give what a PDF is that latexmk makes, without a format, without notes."""
    return seen(folder, convert(folder, "-v", MD2MODERNCV_CACHE=""))


def test_what_is_made_faster_is_the_same(folder):
    first = convert(folder)
    (made,) = (folder / "cache" / "formats").glob("*.fmt")
    assert seen(folder, first) == by_latexmk(folder)
    (folder / "cv.md").write_text(CV.replace("looms", "wheels"), encoding="utf-8")
    edited = convert(folder)  # with the format, and TeX begun ahead
    assert seen(folder, edited) == by_latexmk(folder)
    assert made.exists()
    (folder / "cv.md").write_text(CV, encoding="utf-8")
    assert convert(folder) == first  # byte for byte
    other = CV.replace("Ada Example", "Ada Other").replace("- Built", "## More\n\n- Built")
    (folder / "cv.md").write_text(other, encoding="utf-8")
    assert seen(folder, convert(folder)) == by_latexmk(folder)


ODD = (
    "\n## Work & “Play” (R&D), 50 % – größer\n\n### Sub_1 #2\n\nText.\n\n## *Emph* `c` $x^2$\n\n"
    "Text.\n\n## 仕事\n\nText.\n"
)


@pytest.mark.parametrize(("engine", "length"), [("pdflatex", 0), ("pdflatex", 150), ("lualatex", 0)])
def test_a_forecast_makes_no_difference(folder, engine, length):
    text = CV + (ODD if engine == "lualatex" else ODD.replace("仕事", "Work")) + "\nMore and more.\n" * length
    (folder / "cv.md").write_text(f"---\nengine: {engine}\n---\n{text}", encoding="utf-8")
    assert seen(folder, convert(folder)) == by_latexmk(folder)


def test_a_first_build_with_a_format_takes_one_run(folder):
    convert(folder)
    (folder / "cv.md").write_text(CV + "\n## More & more\n\n### Of it\n\nText.\n", encoding="utf-8")
    runs = []
    document = Source((folder / "cv.md").read_text(encoding="utf-8"), "cv.md")
    to_pdf(document, folder, Options(), Build(on_pass=runs.append))
    assert runs == [1]


def test_a_format_of_other_files_is_not_used(folder):
    convert(folder)
    (listed,) = (folder / "cache" / "formats").glob("*.json")
    times = json.loads(listed.read_text(encoding="utf-8"))
    assert any(path.endswith("moderncv.cls") for path in times)
    assert any(path.endswith("ls-R") for path in times)
    listed.write_text(json.dumps(dict.fromkeys(times, 1)))
    (folder / "cv.md").write_text(CV.replace("looms", "wheels"), encoding="utf-8")
    assert seen(folder, convert(folder)) == by_latexmk(folder)


def test_broken_notes_do_no_harm(folder):
    convert(folder)
    (log,) = logs(folder)
    log.with_suffix(".aux").write_text("\\undefined{")
    log.with_suffix(".out").write_text("\\undefined{")
    (folder / "cv.md").write_text(CV.replace("looms", "wheels"), encoding="utf-8")
    assert seen(folder, convert(folder)) == by_latexmk(folder)


def test_a_failed_build_is_told_and_leaves_the_last_pdf(folder):
    first = convert(folder)
    (folder / "cv.md").write_text(CV + "\n```{=latex}\n\\undefined\n```\n", encoding="utf-8")
    assert "ndefined" in convert(folder, "--raw-tex", code=1)
    assert (folder / "cv.pdf").read_bytes() == first
    (folder / "cv.md").write_text(CV, encoding="utf-8")
    assert convert(folder) == first


def test_two_builds_at_once_do_not_disturb_each_other(folder):
    running = [subprocess.Popen([*RUN, "cv.md", "-o", "cv.pdf"], cwd=folder) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    made = (folder / "cv.pdf").read_bytes()
    assert seen(folder, made) == by_latexmk(folder)


@pytest.mark.parametrize("named", ["", "/proc/nowhere"])
def test_without_a_cache_nothing_is_kept(folder, named):
    assert convert(folder, MD2MODERNCV_CACHE=named).startswith(b"%PDF")
    assert not (folder / "cache").exists()


def test_old_documents_are_forgotten(folder, monkeypatch):
    monkeypatch.setattr(cache, "root", lambda: folder / "kept")
    monkeypatch.setattr(cache, "MOST", 3)
    (folder / "kept" / "builds").mkdir(parents=True)
    for number in range(6):
        made = cache.folder_of(folder / f"{number}.md")
        os.utime(made, (time.time() - 99 + number, time.time() - 99 + number))
    assert len(list((folder / "kept" / "builds").iterdir())) == 3


def test_a_build_that_is_stopped_leaves_nothing(folder):
    convert(folder)
    for pause in (0.1, 0.3, 0.5):
        with subprocess.Popen([*RUN, "cv.md", "-o", "other.pdf", "--color", "red"], cwd=folder) as process:
            time.sleep(pause)
            process.terminate()
    (folder / "cv.md").write_text("---\nname: [\n---\n" + CV, encoding="utf-8")
    convert(folder, code=1)  # TeX had begun ahead
    assert {path.suffix for path in (folder / "cache" / "formats").iterdir()} == {".fmt", ".json"}
    assert not list((folder / "cache" / "builds").glob("*/ahead.tex"))


def test_a_template_without_the_mark_is_set_whole():
    assert formats.split("\\documentclass{moderncv}\n") == ("", "\\documentclass{moderncv}\n")
