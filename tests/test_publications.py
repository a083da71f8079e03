"""Publications: by biblatex and biber, and by pandoc where they are not there or not wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from md2moderncv import latexmk
from md2moderncv.diagnostics import Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_latex, to_pdf
from tests import pdf
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "documents" / "publications"
TEXT = (FOLDER / "cv.md").read_text(encoding="utf-8")


def typeset(tmp_path: Path, text: str = TEXT, **options: str) -> tuple[str, list[str]]:
    """Give the words of the PDF, in order, and the codes of what there was to say."""
    made, document = to_pdf(Source(text, "cv.md"), FOLDER, Options(**options), Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    assert not pdf.outside(tmp_path / "cv.pdf")
    return " ".join(pdf.text(tmp_path / "cv.pdf", "-layout").split()), [d.code for d in document.diagnostics]


@pytest.mark.parametrize("style", ["classic", "banking", "fancy"])
def test_biblatex_lists_them_in_groups(tmp_path, style):
    found, codes = typeset(tmp_path, style=style)
    assert codes == ["bib-command"]
    order = [
        found.index(word) for word in ("Articles", "Notes on the Engine & its Üses", "Talks", "100% algebra", "Books")
    ]
    assert order == sorted(order)
    assert r"Passages \input/etc/passwd\write18touch pwned from a life" in found
    assert "root:" not in found
    assert "[see 1, p. 3]" in found
    assert found.index("Books") < found.index("Looms", found.index("Books"))  # the skills follow


def test_without_biber_pandoc_lists_them(tmp_path, monkeypatch):
    monkeypatch.setattr(latexmk, "has_biber", lambda: False)
    found, codes = typeset(tmp_path)
    assert codes == ["bib-command", "no-biber"]
    assert "Example, Ada, and Mary Sample. 2020. “Notes on the Engine & Its Üses.”" in found
    assert "(see Example and Sample 2020, 3)" in found


def test_a_csl_style_is_pandocs_matter(tmp_path):
    found, codes = typeset(tmp_path, TEXT.replace("name: Ada", "csl: plain.csl\nname: Ada"))
    assert codes == ["bib-command"]
    assert "Ada Example, Mary Sample: Notes on the Engine" in found
    assert "[see Notes on the Engine" in found
    _, codes = typeset(tmp_path, TEXT.replace("name: Ada", "csl: none.csl\nname: Ada"))
    assert "missing-bibliography" in codes


def test_what_is_not_there_is_said(tmp_path):
    text = TEXT.replace("refs.bib", "[none.bib, ../refs.bib, 'x}y.bib', refs.bib]").replace("@fern2015", "@nobody")
    document = to_latex(Source(text, "cv.md"), FOLDER)
    codes = [d.code for d in document.diagnostics]
    assert codes == ["missing-bibliography", "bad-bibliography", "bad-bibliography", "bib-command", "unknown-citation"]
    assert r"[@example2018; @nobody]" in document.tex
    assert document.tex.count(r"\addbibresource") == 1
    nothing = to_latex(Source(TEXT.replace("refs.bib", "none.bib"), "cv.md"), FOLDER)
    assert "biblatex" not in nothing.tex
    assert r"\cvreferences" not in nothing.tex


def test_the_list_stands_where_the_author_wants_it(tmp_path):
    explicit = TEXT.replace("## Publications\n", "").replace("- Tools", "::: {#refs}\n:::\n\n- Tools")
    document = to_latex(Source(explicit, "cv.md"), FOLDER)
    assert (
        document.tex.index(r"\section{Skills}") < document.tex.index("\n\\cvreferences") < document.tex.index("Tools")
    )
    at_the_end = to_latex(
        Source(TEXT.replace("## Publications\n", "").replace("---\n\n", "lang: de\n---\n\n", 1), "cv.md"), FOLDER
    )
    assert at_the_end.tex.index("Tools") < at_the_end.tex.index(r"\section{Veröffentlichungen}")


ODD = {
    "unbalanced": "@book{k, title={T {x}, author={A B}, year=2000}",
    "commands": r"@book{k, title={\verb|x| \catcode`\@=0 ^^5cinput{/etc/passwd} \csname input\endcsname}, year=2000}",
    "bare signs": r"@book{k, title={a & b % c # d _ e ^ f $ g \& \\ h}, author={A & B}, year=2000}",
    "twice": "@book{k, title={T}, year=2000}\n@book{k, title={T2}, year=2001}",
    "types": "@weird{k, title={T}, year=2000}\n@book{k2,}\n@misc{k3}",
    "scripts": "@book{k, title={中文 é ★ Ω}, author={Иванов, И.}, year=2000}",
    "comments": "@comment{x}\n% y\nfree text @ here\n@book{k, title={T}, author={A B}, year=2000}",
    "addresses": r"@misc{k, title={me@x.org}, url={http://x.org/a_b%20c#d}, note={\url{http://x.y/_z}}, year=2000}",
    "paragraphs": "@book{k, title={a\n\nb}, author={A B}, year=2000, abstract={x $ y}}",
    "formulas": r"@book{k, title={$\input{x}$ $\mathrm{a}_b$ $\frac{1}{2}$ a_b $x}, author={A B}, year=2000}",
}


@pytest.mark.parametrize("name", ODD)
def test_no_file_of_publications_stops_tex(tmp_path, name):
    (tmp_path / "refs.bib").write_text(ODD[name], encoding="utf-8")
    text = "---\nname: Ada\nbibliography: refs.bib\n---\n\n## Work\n\nText.\n"
    made, document = to_pdf(Source(text, "cv.md"), tmp_path, Options(), Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    found = pdf.text(tmp_path / "cv.pdf")
    assert "Text." in found
    assert "root:" not in found
    codes = [d.code for d in document.diagnostics]
    assert ("broken-bibliography" in codes) == (name == "unbalanced")
    assert ("bib-command" in codes) == (name in ("commands", "formulas"))
    if name == "bare signs":
        assert "a & b % c # d _ e" in found
    if name == "scripts":
        assert "Иванов" in found
