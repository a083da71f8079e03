"""The command line, as a person uses it."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import pdf
from tests.conftest import ROOT
from tests.test_documents import PIXEL

BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
CV = "# Ada Example\n\n## Work\n\n### 2019 - 2020: Engineer for Acme\n\nText.\n"


def run(*args, cwd=None, stdin=b"", **env):
    done = subprocess.run(
        [BIN / "md2moderncv", *args], cwd=cwd, input=stdin, capture_output=True, check=False, env={**ENVIRONMENT, **env}
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cv.md").write_text(CV, encoding="utf-8")
    return tmp_path


def test_latex_goes_to_stdout(folder):
    done = run("cv.md", cwd=folder)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.startswith(b"% md2moderncv\n% !TeX program = pdflatex\n% !TeX jobname = cv\n\\documentclass")
    assert b"% cv.md:5\n\\cventry{2019~" in done.stdout


def test_stdin_is_a_source(folder):
    assert run("-", stdin=CV.encode()).stdout == run(stdin=CV.encode()).stdout
    assert b"\\name{Ada}{Example}" in run("-", stdin=CV.encode()).stdout


def test_output_follows_the_ending(folder):
    assert run("cv.md", "-o", "out.tex", cwd=folder).stdout == b""
    assert (folder / "out.tex").read_bytes() == run("cv.md", cwd=folder).stdout
    assert run("-o", "out.pdf", "cv.md", cwd=folder).returncode == 0
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in folder.iterdir()) == ["cv.md", "out.pdf", "out.tex"]


def test_options_win_over_the_front_matter(folder):
    (folder / "cv.md").write_text("---\nstyle: fancy\ncolor: red\n---\n" + CV)
    tex = run("cv.md", "--style", "banking", "--engine", "lualatex", cwd=folder).stdout
    assert b"\\moderncvstyle{banking}" in tex
    assert b"\\moderncvcolor{red}" in tex
    assert b"program = lualatex" in tex


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["cv.md", "-o", "no/out.pdf"], 2, "there is no folder `no`"),
        (["cv.md", "-o", "out.doc"], 2, "ends in none of .tex, .pdf and .zip"),
        (["."], 2, "is a folder"),
        (["missing.md"], 2, "can't read `missing.md`: no such file"),
        (["empty.md"], 1, "error[empty-source]"),
        (["blank.md"], 1, "error[empty-source]"),
        (["latin1.md"], 1, "error[not-utf8]: the document is not UTF-8: byte 0xe9"),
        (["yaml.md"], 1, "yaml.md:3:"),
        (["deep.md"], 1, "error[too-deep]"),
        (["cv.md", "--pandoc", "nothing-there"], 3, "error[no-program]"),
        (["explain", "nothing"], 2, "there is no diagnostic `nothing`"),
    ],
)
def test_errors_are_clear(folder, args, code, said):
    (folder / "empty.md").write_bytes(b"")
    (folder / "deep.md").write_bytes(b">" * 3000 + b" x\n")
    (folder / "blank.md").write_bytes(b"\xef\xbb\xbf \r\n\n<!-- nothing -->\n")
    (folder / "latin1.md").write_bytes(b"# Ren\xe9\n")
    (folder / "yaml.md").write_bytes(b"---\na: 'b\n---\n# X\n")
    done = run(*args, cwd=folder)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()


def test_an_unreadable_file_is_an_error_of_usage(folder):
    (folder / "cv.md").chmod(0)
    if os.access(folder / "cv.md", os.R_OK):
        pytest.skip("root reads everything")
    assert run("cv.md", cwd=folder).returncode == 2


def test_a_failed_build_leaves_the_old_pdf(folder):
    (folder / "cv.pdf").write_bytes(b"old")
    (folder / "cv.md").write_text("---\na: 'b\n---\n# Ada\n")
    assert run("cv.md", "-o", "cv.pdf", cwd=folder).returncode == 1
    assert (folder / "cv.pdf").read_bytes() == b"old"


def test_without_tex_the_machine_is_at_fault(folder):
    for program in ("pandoc", "fc-list"):
        if found := shutil.which(program):
            (folder / program).symlink_to(found)
    done = run("cv.md", "-o", "cv.pdf", cwd=folder, PATH=str(folder))
    assert done.returncode == 3
    assert b"error[no-program]: the program `latexmk`" in done.stderr


def test_diagnostics_in_three_forms(folder):
    (folder / "cv.md").write_text("---\nstile: fancy\n---\n" + CV)
    assert b" --> cv.md:2:1" in run("cv.md", cwd=folder).stderr
    short = run("cv.md", "--diagnostics", "short", cwd=folder).stderr
    assert short == b"cv.md:2:1: warning[unknown-key]: unknown key `stile` in the front matter\n"
    assert b'"code": "unknown-key"' in run("cv.md", "--diagnostics", "json", cwd=folder).stderr


def test_line_ends_do_not_matter(folder):
    expected = run("-", stdin=CV.encode()).stdout
    assert run("-", stdin=b"\xef\xbb\xbf" + CV.replace("\n", "\r\n").encode()).stdout == expected
    assert run("-", stdin=CV.replace("\n", "\r").encode()).stdout == expected


def test_init_and_the_pipe(tmp_path):
    assert run("init", "x", cwd=tmp_path).returncode == 0
    done = subprocess.run(
        "md2moderncv cv.md | latexmk", shell=True, cwd=tmp_path / "x", env=ENVIRONMENT, capture_output=True
    )
    assert done.returncode == 0
    assert "Ada Example" in pdf.text(tmp_path / "x" / "cv.pdf")
    refused = run("init", "x", cwd=tmp_path)
    assert refused.returncode == 2
    assert b"already there; --force overwrites" in refused.stderr
    (tmp_path / "x" / "cv.md").unlink()
    assert run("init", "x", "--latexmkrc-only", "--force", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "x" / "cv.md").exists()


def latexmk(folder, *args, stdin, **env):
    return subprocess.run(
        ["latexmk", *args], cwd=folder, stdin=stdin, capture_output=True, env={**ENVIRONMENT, **env}, check=False
    )


def test_the_latexmkrc_without_a_document_in_the_pipe(tmp_path):
    run("init", ".", cwd=tmp_path)
    run("cv.md", "-o", "cv.tex", "--engine", "lualatex", cwd=tmp_path)
    silent, _ = pipe = os.pipe()
    try:
        started = time.monotonic()
        assert latexmk(tmp_path, stdin=silent, MD2MODERNCV_PIPE_SECONDS="1").returncode == 0
        assert time.monotonic() - started < 60
        assert b"LuaHBTeX" in (tmp_path / "cv.log").read_bytes()
        assert latexmk(tmp_path, "cv.tex", stdin=silent).returncode == 0  # a named file: the pipe is not read
    finally:
        for end in pipe:
            os.close(end)
    (tmp_path / "cv.tex").write_text("my own work\n")
    refused = subprocess.run(
        "md2moderncv cv.md | latexmk", shell=True, cwd=tmp_path, env=ENVIRONMENT, capture_output=True
    )
    assert refused.returncode != 0
    assert (tmp_path / "cv.tex").read_text() == "my own work\n"


@pytest.mark.parametrize("script", sorted((ROOT / "filters").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_filters_run_in_plain_pandoc(script):
    command = ["pandoc", str(ROOT / "examples" / "cv.md"), "--filter", str(script), "-t", "native"]
    from md2moderncv.pandoc import find

    done = subprocess.run([find(), *command[1:]], capture_output=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert script.stat().st_mode & stat.S_IXUSR
    if script.stem == "entries":
        native = " ".join(done.stdout.decode().split())
        assert '( "" , [ "cventry" ] , [ ( "start" , "2021-04" ) , ( "end" , "" ) ] )' in native
        assert '( "" , [ "organisation" ] , [] )' in native


def test_every_diagnostic_is_explained():
    from md2moderncv.explanations import codes, explained

    listed = run("explain").stdout.decode()
    for code in codes():
        assert re.search(rf"^{code} ", listed, re.MULTILINE)
        assert "said as:" in explained(code)
    said = run("explain", "bad-front-matter").stdout.decode()
    assert said.startswith("bad-front-matter (error)\n\nThe block between the `---` lines")
    assert "must stand in quotes." in said
    assert 'what to do:  put a value with special characters in quotes: `title: "Engineer: C#"`' in said


def test_usage_names_no_command_that_nobody_types():
    assert b"Usage: md2moderncv [OPTIONS] SOURCE\nTry 'md2moderncv --help' for help." in run("a", "b", "c").stderr


@pytest.mark.parametrize("program", ["true", "echo", "false"])
def test_a_program_that_is_not_pandoc(folder, program):
    done = run("cv.md", "--pandoc", program, cwd=folder)
    assert done.returncode in (1, 3)
    assert b"error[not-pandoc]" in done.stderr or b"error[parse-failed]" in done.stderr


def test_names_that_no_system_takes(folder):
    long = "x" * 300
    assert run(long, cwd=folder).returncode == 2
    assert run("cv.md", "-o", long + ".tex", cwd=folder).returncode == 2
    done = run(stdin=f"---\nphoto: {long}.png\n---\n{CV}".encode())
    assert (done.returncode, b"missing-picture" in done.stderr) == (0, True)


def test_the_source_is_not_overwritten(folder):
    (folder / "cv.tex").write_text(CV)
    done = run("cv.tex", "-o", "./cv.tex", cwd=folder)
    assert (done.returncode, (folder / "cv.tex").read_text()) == (2, CV)


def test_a_link_stays_a_link(folder):
    (folder / "real.tex").write_text("old")
    (folder / "link.tex").symlink_to("real.tex")
    run("cv.md", "-o", "link.tex", cwd=folder)
    assert (folder / "link.tex").is_symlink()
    assert b"documentclass" in (folder / "real.tex").read_bytes()


def test_a_full_disk_is_told(folder):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([BIN / "md2moderncv", folder / "cv.md"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"no space left" in done.stderr


def test_an_end_from_outside_leaves_nothing(folder):
    scratch = folder / "scratch"
    scratch.mkdir()
    command = [BIN / "md2moderncv", "cv.md", "-o", "cv.pdf"]
    with subprocess.Popen(
        command, cwd=folder, env={**ENVIRONMENT, "TMPDIR": str(scratch), "MD2MODERNCV_CACHE": ""}
    ) as process:
        for _ in range(200):
            if list(scratch.iterdir()):
                break
            time.sleep(0.02)
        process.terminate()
    assert process.returncode == 143
    assert list(scratch.iterdir()) == []
    assert not (folder / "cv.pdf").exists()


def test_check_shows_what_is_understood(folder):
    table = run("check", "cv.md", cwd=folder).stdout.decode()
    assert "name     Ada Example" in table
    assert re.search(r"2019 - 2020 +Engineer +Acme +5\n", table)


def test_no_gap_where_studies_fill_the_time(folder):
    (folder / "cv.md").write_text(
        "# Ada Example\n\n- a@example.org\n\n## Work\n\n"
        "### 2016 - now: Engineer, Acme\n### 2008 - 2010: Analyst, Quill\n"
        "\n## Education\n\n### 2011 - 2013: BSc, Wexcombe University\n### 2001 - 2003: School, Alder\n"
    )
    found = json.loads(run("check", "cv.md", "--format", "json", "--gaps", cwd=folder).stdout)["diagnostics"]
    assert [one["message"] for one in found] == ["nothing is said of the time from 2014-01 to 2015-12"]


def test_check_for_programs(folder):
    (folder / "cv.md").write_text(
        "# Ada Example\n\n- a@example.org\n\n## Work\n\n"
        "### 05/2019 - now: **Engineer**, [Acme](https://b.org), London\n"
        "### 2010 - 2012: Analyst, Quill\n"
    )
    found = json.loads(run("check", "cv.md", "--format", "json", "--gaps", cwd=folder).stdout)
    assert found["person"]["name"] == "Ada Example"
    assert found["person"]["emails"] == ["a@example.org"]
    (section,) = found["sections"]
    assert (section["title"], section["line"]) == ("Work", 5)
    assert section["entries"][0] == {
        "dates": "05/2019 - now",
        "start": "2019-05",
        "end": "",
        "role": "Engineer",
        "organisation": "Acme",
        "place": "London",
        "line": 7,
    }
    (gap,) = found["diagnostics"]
    assert (gap["severity"], gap["code"], gap["line"]) == ("note", "gap", 7)
    assert gap["message"] == "nothing is said of the time from 2013-01 to 2019-04"


def test_check_of_a_broken_document(folder):
    (folder / "cv.md").write_text("---\na: 'b\n---\n")
    done = run("check", "cv.md", "--format", "json", cwd=folder)
    assert done.returncode == 1
    assert json.loads(done.stdout)["diagnostics"][0]["code"] == "bad-front-matter"


@pytest.mark.parametrize(
    ("form", "shown"), [("short", "Mai 2019~– heute"), ("iso", "2019-05~– heute"), ("MM.yyyy", "05.2019~– heute")]
)
def test_dates_in_one_form(folder, form, shown):
    (folder / "cv.md").write_text("# Ada\n\n## Beruf\n\n### 5/2019 - now: Ingenieurin und Leiterin der Technik, Acme\n")
    assert shown.encode() in run("cv.md", "--date-format", form, cwd=folder).stdout


def test_a_form_without_a_year_is_refused(folder):
    assert run("cv.md", "--date-format", "dd", cwd=folder).returncode == 2


def test_the_tex_is_kept_only_where_it_takes_nothing_away(tmp_path):
    (tmp_path / "cv.md").write_text("# Ada Example\n\n## Work\n\nText.\n")
    assert run("cv.md", "-o", "cv.pdf", "--keep-tex", cwd=tmp_path).returncode == 0
    assert (tmp_path / "cv.tex").read_text().startswith("% md2moderncv")
    assert run("cv.md", "-o", "cv.pdf", "--keep-tex", cwd=tmp_path).returncode == 0
    (tmp_path / "cv.tex").write_text("mine")
    done = run("cv.md", "-o", "cv.pdf", "--keep-tex", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "cv.tex").read_text() == "mine"


def test_make_is_told_what_a_cv_depends_on(tmp_path):
    (tmp_path / "my photo.png").write_bytes(PIXEL)
    (tmp_path / "refs.bib").write_text("@book{a, title={B}, author={C}, year=2000}")
    (tmp_path / "letter.md").write_text("---\nrecipient: Acme\n---\n\nDear all,\n\nText.\n")
    front = "photo: my photo.png\nbibliography: refs.bib\nletter: letter.md\n"
    (tmp_path / "cv.md").write_text(f"---\nname: Ada\n{front}---\n\n## Work\n\nText.\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "blocks.tex").write_text('%: include "md2moderncv/blocks.tex"\n')
    assert run("cv.md", "-o", "cv.tex", "--deps", "cv.d", "--template-dir", "own", cwd=tmp_path).returncode == 0
    (tmp_path / "Makefile").write_text("all: cv.tex\ninclude cv.d\ncv.tex:\n\ttouch made cv.tex\n")
    for name in ("my photo.png", "refs.bib", "letter.md", "own/blocks.tex", "cv.md"):
        (tmp_path / "made").unlink(missing_ok=True)
        later = (tmp_path / "cv.tex").stat().st_mtime + 10
        os.utime(tmp_path / name, (later, later))
        subprocess.run(["make", "-s"], cwd=tmp_path, check=True)
        assert (tmp_path / "made").exists(), name
        os.utime(tmp_path / "cv.tex", (later + 10, later + 10))


def test_latexmk_may_be_listened_to_and_stopped(tmp_path):
    (tmp_path / "cv.md").write_text("# Ada Example\n\n## Work\n\nText.\n")
    assert b"Latexmk" in run("cv.md", "-o", "cv.pdf", "-v", cwd=tmp_path).stderr
    done = run(
        "cv.md",
        "-o",
        "other.pdf",
        "--timeout",
        "1",
        cwd=tmp_path,
        PATH=f"{slow(tmp_path)}{os.pathsep}{os.environ['PATH']}",
    )
    assert b"TeX did not finish within 1 seconds" in done.stderr
    assert not (tmp_path / "other.pdf").exists()
    for option in (("--keep-tex",), ("-v",), ("--timeout", "9")):
        assert b"only a PDF is typeset" in run("cv.md", *option, cwd=tmp_path).stderr


def slow(tmp_path):
    """Give a folder with a TeX that never ends."""
    folder = tmp_path / "slow"
    folder.mkdir()
    (folder / "pdflatex").write_text("#!/bin/sh\nexec sleep 60\n")
    (folder / "pdflatex").chmod(0o755)
    return folder


def test_results_go_where_they_are_sent(tmp_path):
    (tmp_path / "cv.md").write_text("# Ada Example\n\n## Work\n\nText.\n")
    assert run("cv.md", "--outdir", "made/here", cwd=tmp_path).returncode == 0
    assert (tmp_path / "made" / "here" / "cv.pdf").read_bytes().startswith(b"%PDF")
    assert run("cv.md", "--outdir", "made", "-o", "other.tex", cwd=tmp_path).returncode == 0
    assert (tmp_path / "made" / "other.tex").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cv.md", "made"]
    assert b"there is no folder" in run("cv.md", "--outdir", "made", "-o", "no/other.tex", cwd=tmp_path).stderr
    assert run("cv.md", "--outdir", "cv.md", cwd=tmp_path).returncode == 2


def test_latexmk_may_have_a_configuration(tmp_path):
    (tmp_path / "cv.md").write_text("# Ada Example\n\n## Work\n\nText.\n")
    (tmp_path / "mine").write_text(f"open(my $f, '>', '{tmp_path}/read'); close($f);\n")
    assert run("cv.md", "-o", "cv.pdf", "--latexmkrc", "mine", cwd=tmp_path).returncode == 0
    assert (tmp_path / "read").exists()
    assert (tmp_path / "cv.pdf").exists()
    assert b"only a PDF is typeset" in run("cv.md", "--latexmkrc", "mine", cwd=tmp_path).stderr
