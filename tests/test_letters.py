"""Letters: with a CV, before or behind it, and alone, in every style."""

from __future__ import annotations

import re

import pytest

from md2moderncv.choices import CHOICES
from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import Options, to_latex
from tests import pdf
from tests.conftest import ROOT
from tests.test_documents import PIXEL

FOLDER = ROOT / "tests" / "documents" / "letter"
LETTER = (FOLDER / "letter.md").read_text(encoding="utf-8")
CV = (FOLDER / "cv.md").read_text(encoding="utf-8")
ORDER = [
    "Acme Ltd",
    "Wexcombe",
    "Application: Engineer",
    "Dear Ms Quill,",
    "I am writing",
    "one & two",
    "no entry",
    "Yours",
]
ORDER += ["Ada Example", "PS: I can start at once."]


@pytest.fixture
def folder(tmp_path):
    for name, text in (("letter.md", LETTER), ("cv.md", CV)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "signature.png").write_bytes(PIXEL)
    return tmp_path


def in_order(found: str) -> bool:
    positions = [found.rfind(ORDER[8], 0, found.find(ORDER[9]))]
    positions = [found.find(word) for word in ORDER[:8]] + positions + [found.find(ORDER[9])]
    return positions == sorted(positions) and -1 not in positions


@pytest.mark.parametrize("style", CHOICES["style"])
def test_with_a_cv(folder, style):
    made = pdf.typeset(folder / "cv.md", folder / "cv.pdf", style=style)
    first, second = pdf.text(made).split("\f")[:2]
    assert "Built looms" in first
    assert in_order(second), second
    assert "CV, References" in second
    assert not pdf.outside(made)


def test_before_the_cv(folder):
    (folder / "cv.md").write_text(CV.replace("letter.md", "letter.md\nletter-first: true"), encoding="utf-8")
    for style in ("classic", "casual"):
        made = pdf.typeset(folder / "cv.md", folder / "cv.pdf", style=style)
        first, second = pdf.text(made).split("\f")[:2]
        assert in_order(first)
        assert "Built looms" in second
        assert second.count("ada@example.org") == 1  # the foot of the letter is not the CV's


@pytest.mark.parametrize("style", ["classic", "banking"])
def test_alone(folder, style):
    alone = LETTER.replace("---\n", "---\nname: Ada Example\nemail: ada@example.org\n", 1)
    (folder / "letter.md").write_text(alone, encoding="utf-8")
    found = pdf.text(pdf.typeset(folder / "letter.md", folder / "cv.pdf", style=style))
    assert in_order(found)
    assert "ada@example.org" in found


def body(text: str) -> str:
    tex = to_latex(Source(text, "letter.md"), FOLDER, Options()).tex
    return re.sub(r"\s+", " ", tex[tex.index(r"\recipient") : tex.index(r"\end{document}")])


def test_what_a_letter_does_not_say_comes_from_its_language():
    german = body(
        "---\nname: Ada\nrecipient: Muster AG\n---\n\nIch bewerbe mich und bin für die Stelle die Richtige.\n"
    )
    assert r"\opening{Sehr geehrte Damen und Herren,}" in german
    assert r"\closing{Mit freundlichen Grüßen}" in german
    assert r"\date{}" in german  # never the day on which it is made
    english = body("---\nname: Ada\nrecipient: {name: A, street: B}\nopening: Hi,\nclosing: Bye,\n---\n\nText.\n")
    assert r"\recipient{A}{% B }" in english
    assert r"\opening{Hi,}" in english
    assert r"\enclosure[Enclosures]{% CV, % References% }" in body(
        "---\nname: Ada\nlang: en\nrecipient: A\nenclosures: [CV, References]\n---\n\nText.\n"
    )


@pytest.mark.parametrize(
    ("end", "closing"),
    [
        ("Mit freundlichen Grüßen", r"\closing{Mit freundlichen Grüßen}"),
        ("Kind regards\n\nAda Example", r"\closing{Kind regards}"),
        ("Cordialement", r"\closing{Cordialement}"),
        ("Veuillez agréer, Madame, mes salutations.", r"\closing{Veuillez agréer, Madame, mes salutations.}"),
        ("Yours,\n\nAda Example, Head of Looms", r"\closing{Yours,\newline{} Ada Example, Head of Looms}"),
        ("Yours,\\\nAda Example", r"\closing{Yours,}"),
    ],
)
def test_a_close_needs_no_comma_and_loses_no_word(end, closing):
    made = body(f"---\nname: Ada Example\nrecipient: Acme\n---\n\nDear all,\n\nText of it.\n\n{end}\n")
    assert closing in made
    assert made.count(r"\closing") == 1


def test_who_signs_is_the_sender(folder):
    text = "---\nrecipient: Acme\n---\n\nDear all,\n\nText.\n\nYours,\n\nAda Example\n"
    made = to_latex(Source(text, "letter.md"), folder)
    assert r"\name{Ada}{Example}" in made.tex
    assert not made.diagnostics


def test_what_is_wrong_with_a_letter_is_said(folder):
    def codes(text: str) -> list[str]:
        return [d.code for d in to_latex(Source(text, "cv.md"), folder).diagnostics]

    assert codes("---\nrecipient: Acme Ltd\n---\n\nDear all,\n\nText.\n") == ["no-sender"]
    assert codes(CV.replace("letter.md", "none.md")) == ["missing-letter"]
    (folder / "broken.md").write_text("---\na: [\n---\n")
    assert codes(CV.replace("letter.md", "broken.md")) == ["missing-letter"]
    (folder / "bare.md").write_text("Dear all,\n\nText \\input{x}.\n")
    said = to_latex(Source(CV.replace("letter.md", "bare.md"), "cv.md"), folder).diagnostics
    assert [d.code for d in said] == ["raw-tex", "no-recipient"]
    assert said[0].message.startswith("`bare.md` in line 3: ")
