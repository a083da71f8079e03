"""What programs that read PDFs see of a CV in each style: clean words, in order, with links and metadata."""

from __future__ import annotations

import re
import subprocess

import pytest

from md2moderncv.choices import CHOICES
from tests import pdf
from tests.conftest import ROOT

CV = ROOT / "examples" / "cv.md"
LABELS = "Address Born Mobile Phone Fax E-mail Web GitHub LinkedIn".split()
"""What an icon may say in its place."""


@pytest.fixture(scope="module", params=[(style, "auto") for style in CHOICES["style"]] + [("classic", "lualatex")])
def made(request, tmp_path_factory):
    style, engine = request.param
    path = tmp_path_factory.mktemp(style) / "cv.pdf"
    return style, pdf.typeset(CV, path, style=style, engine=engine)


def told(path, *flags):
    return subprocess.run(["pdfinfo", *flags, str(path)], capture_output=True, text=True, check=True).stdout


def test_contact_data_is_clean_words(made):
    _, path = made
    text = pdf.text(path, "-raw")
    for words in ("Ada Example", "ada@example.org", "+44 20 7946 0958", "ada-example", "10 December 1985", "W1S 3PR"):
        assert words in re.sub(r"\s+", " ", text.replace("\u00a0", " ")), words
    before = re.search(r"(\S*)\s*ada@example\.org", text)[1]
    assert before in ("", "E-mail:", "•") or not before.isalpha() or len(before) > 2, before


def test_nothing_is_junk(made):
    _, path = made
    known = set(CV.read_text(encoding="utf-8")) | set("".join(LABELS)) | set("–—‘’“”•·…:, /|\u00a0\f\n")
    assert set(pdf.text(path)) - known <= set("0123456789"), set(pdf.text(path)) - known
    words = set(pdf.words(pdf.text(path)))
    assert {"Difference", "first", "software"} <= words  # no ligature is lost


def test_dates_stand_beside_their_entries(made):
    style, path = made
    lines = pdf.text(path, "-layout").split("\n")
    for dates, name in (("2016", "Junior Engineer"), ("April 2021", "Lead Engineer"), ("September 2017", "Engineer")):
        near = [index for index, line in enumerate(lines) if name in line]
        assert any(dates in line for index in near for line in lines[max(0, index - 1) : index + 2]), (style, name)


def test_what_comes_first_is_read_first(made):
    _, path = made
    raw = re.sub(r"\s+", " ", pdf.text(path, "-raw"))
    order = ["Experience", "Lead Engineer", "Junior Engineer", "Education"]
    places = [raw.index(words) for words in order]
    assert places == sorted(places)
    assert raw.index("Ada") < raw.index("Experience")


def test_the_pdf_says_what_it_is(made):
    _, path = made
    said = told(path)
    assert re.search(r"^Title:\s+Ada Example – CV$", said, re.MULTILINE)
    assert re.search(r"^Author:\s+Ada\s+Example$", said, re.MULTILINE)
    assert re.search(r"^Subject:\s+CV$", said, re.MULTILINE)
    assert re.search(r"^Keywords:\s+CV$", said, re.MULTILINE)


def test_links_lead_somewhere(made):
    _, path = made
    found = told(path, "-url")
    assert "mailto:ada@example.org" in found
    assert "tel:+442079460958" in found
    assert "https://github.com/ada-example" in found
    assert "https://example.org" in found
    assert not re.search(r"https?://https?:", found)
