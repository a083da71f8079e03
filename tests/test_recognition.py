"""Invented CVs in every style and twenty-five languages: what is understood of them, and that nothing is lost."""

from __future__ import annotations

import json

import pytest

from md2moderncv.files import decode
from tests import pdf
from tests.recognition import FOLDER, Score, score, scores

FOUND = scores()
PERFECT = json.loads((FOLDER.parent / "recognition-known.json").read_text(encoding="utf-8"))
"""What is known to go wrong, by CV: the number of differences; every other CV is understood in full."""


@pytest.mark.parametrize("name", sorted(FOUND))
def test_cv_is_understood(name):
    wrong = FOUND[name].wrong
    assert len(wrong) <= PERFECT.get(name, 0), "\n".join(wrong)


def test_the_shares_are_those_that_are_promised():
    total = Score()
    for one in FOUND.values():
        total.add(one)
    assert total.f1() >= 0.95
    assert total.right / total.found >= 0.9
    assert total.names / total.cvs >= 0.95
    assert total.emails / total.cvs >= 0.95


@pytest.mark.parametrize(
    "name",
    ["en-heading-then-date-line", "ja-bullets-yaml", "el-simera", "he-headings", "fa-headings", "en-table-dates"],
)
def test_nothing_is_lost_or_uncovered(name, tmp_path):
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    made = pdf.typeset(FOLDER / f"{name}.md", tmp_path / "cv.pdf")
    found = "".join(pdf.words(pdf.text(made, "-raw")))
    for entry in expected["entries"]:
        for key in ("role", "organisation", "place"):
            assert "".join(pdf.words(entry[key])) in found
    for hidden in expected.get("hidden", []):
        assert "".join(pdf.words(hidden)) not in found
    assert not pdf.outside(made)


def test_a_wrong_expectation_is_noticed():
    source = decode((FOLDER / "en-heading-date-first.md").read_bytes(), "cv.md")
    expected = json.loads((FOLDER / "en-heading-date-first.json").read_text(encoding="utf-8"))
    expected["entries"][0]["role"] = "Acrobat"
    assert score(expected, source).right < len(expected["entries"])
