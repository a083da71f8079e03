"""Templates and TeX of the author's own."""

from __future__ import annotations

import re
import subprocess

import pytest

from md2moderncv.diagnostics import CvError, Source
from md2moderncv.pipeline import Options, to_latex
from md2moderncv.writer import Templates, built_in
from tests.conftest import ROOT
from tests.test_cli import BIN

SOURCE = Source((ROOT / "examples" / "cv.md").read_text(encoding="utf-8"), "cv.md")


def tex(tmp_path, text: str) -> str:
    (tmp_path / "mine.tex").write_text(text, encoding="utf-8")
    return to_latex(SOURCE, ROOT / "examples", Options(templates=Templates(tmp_path / "mine.tex"))).tex


def test_one_block_is_changed(tmp_path):
    plain = to_latex(SOURCE, ROOT / "examples", Options()).tex
    made = tex(tmp_path, '%: extends "moderncv.tex"\n%: block document\n\\mine\n\\VAR{super()}\n%: endblock\n')
    before, after = made.split("\\mine\n")
    assert re.sub(r"\s+", "", before + after) == re.sub(r"\s+", "", plain)


def test_values_are_escaped_in_any_template(tmp_path):
    source = Source("# A & B\n\n## Work\n\nText.\n", "cv.md")
    (tmp_path / "mine.tex").write_text(r"\VAR{person.lastname} \VAR{'%'} \VAR{cv.sections[0].title}")
    made = to_latex(source, tmp_path, Options(templates=Templates(tmp_path / "mine.tex"))).tex
    assert made == "B \\% Work\n"


def test_a_folder_takes_the_place_of_some(tmp_path):
    (tmp_path / "blocks.tex").write_text('%: include "md2moderncv/blocks.tex"\n% the end of a section\n')
    made = to_latex(SOURCE, ROOT / "examples", Options(templates=Templates(folder=tmp_path))).tex
    assert made.count("% the end of a section") == made.count("\\section{") + 1
    assert "\\cventry{" in made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("%: if\n", "mine.tex:1 fails"),
        ("a\n\\VAR{noname}\n", "'noname' is undefined"),
        ("\\VAR{cv}\n", "no LaTeX for Cv"),
        ('%: include "none.tex"\n', "none.tex"),
        ("\\VAR{''.__class__.__mro__}\n", "unsafe"),
    ],
)
def test_a_template_that_fails_is_said(tmp_path, text, said):
    with pytest.raises(CvError) as caught:
        tex(tmp_path, text)
    assert caught.value.diagnostics[0].code == "bad-template"
    assert said in caught.value.diagnostics[0].message


def test_the_command_line_lists_and_copies_them(tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [BIN / "md2moderncv", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    listed = run("templates").stdout
    assert all(f"\n{name} " in f"\n{listed}" for name in built_in())
    assert "%" not in listed
    assert run("templates", "eject", "mine", "blocks.tex").returncode == 0
    assert (tmp_path / "mine" / "blocks.tex").read_text() == built_in()["blocks.tex"]
    assert "already there" in run("templates", "eject", "mine").stderr
    assert "did you mean `blocks.tex`" in run("templates", "eject", "mine", "block.tex").stderr
    assert run("templates", "eject", "mine", "--force").returncode == 0
    assert len(list((tmp_path / "mine").iterdir())) == len(built_in())


RAW = r"""---
name: Ada
header-includes:
  - \newcommand{\zz}{Z\_}
  - \relax
---

## Work

A `\zz{}`{=latex}.

```{=latex}
\vspace{1em}
```
"""


def test_raw_tex_is_text_unless_it_is_asked_for():
    said = to_latex(Source(RAW, "cv.md"), ROOT, Options())
    assert [d.code for d in said.diagnostics] == ["header-dropped", "raw-tex", "raw-tex"]
    assert "\\zz" not in said.tex
    assert r"\textbackslash{}zz\{\}" in said.tex.replace(r"\textbackslash zz", r"\textbackslash{}zz")
    trusted = to_latex(Source(RAW, "cv.md"), ROOT, Options(raw_tex=True))
    assert trusted.diagnostics == ()
    assert "\\newcommand{\\zz}{Z\\_}\n\\relax\n" in trusted.tex
    assert "A \\zz{}." in trusted.tex
    assert "\\vspace{1em}" in trusted.tex


@pytest.mark.parametrize("value", ["|\n  \\relax\n  \\relax", "\\relax", "[a, [b], {c: d}]", "{a: b}", "12", ""])
def test_header_includes_may_be_written_as_one_likes(value):
    text = f"---\nname: Ada\nheader-includes: {value}\n---\n\n## Work\n\nText.\n"
    assert "Text." in to_latex(Source(text, "cv.md"), ROOT, Options()).tex
    made = to_latex(Source(text, "cv.md"), ROOT, Options(raw_tex=True)).tex
    assert made.count("\\relax\n") >= value.count("relax")
