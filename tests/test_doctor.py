"""The doctor: what is there, what is missing, what to do."""

from __future__ import annotations

import json
import shutil

import pytest

from md2moderncv import doctor
from tests.conftest import ROOT
from tests.test_cli import run


def test_a_machine_that_passes_these_tests_has_what_is_needed():
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    said = done.stdout.decode()
    assert "ok       moderncv           the class                    2." in said
    assert "MISSING" not in said


def test_what_a_cv_needs_is_asked_for(tmp_path):
    (tmp_path / "cv.md").write_text("---\nname: Иван Петров\n---\n\n## Опыт\n\nТекст 中文.\n", encoding="utf-8")
    done = run("doctor", "cv.md", "--format", "json", cwd=tmp_path)
    needed = {check["name"] for check in json.loads(done.stdout) if check["needed"]}
    assert {"lualatex", "luaotfload", "CMU Sans Serif", "Noto Sans CJK SC"} <= needed
    assert "pdflatex" not in needed


def test_a_machine_without_tex(tmp_path):
    for program in ("fc-list", "env"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    done = run("doctor", PATH=str(tmp_path), cwd=ROOT)
    assert done.returncode == 3
    said = done.stdout.decode()
    assert "MISSING  latexmk" in said
    assert "apt install latexmk; tlmgr install latexmk" in said
    assert "absent   fontawesome" in said
    assert "without it: letters" in said


def test_errors_of_the_document_are_the_documents(tmp_path):
    (tmp_path / "cv.md").write_text("")
    assert run("doctor", "cv.md", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("program", ["none-such-program"])
def test_a_program_that_is_not_there_has_no_version(program):
    assert doctor.version(program) == ""
