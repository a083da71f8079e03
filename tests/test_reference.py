"""The reference is up to date, and all of it can be typeset."""

from __future__ import annotations

import pytest

from md2moderncv.diagnostics import Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_pdf
from tests import pdf, reference

ROWS = [*reference.LOOK, *reference.PERSON, *reference.BODY, *reference.OTHERS]


def test_the_page_is_what_the_code_makes():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run `make reference`"


def whole() -> str:
    """Give one source with everything of the person and of the body."""
    front = "\n".join(row.source for row in reference.PERSON if "photo" not in row.source)
    body = "\n\n".join(
        f"## Section {n}\n\n" + row.source.replace("## ", "### ", 1).replace("####", "###")
        for n, row in enumerate(reference.BODY)
    )
    return f"---\n{front}\n---\n\n{body}\n"


@pytest.mark.parametrize("style", ["classic", "banking", "fancy"])
def test_person_and_body_are_typeset(tmp_path, style):
    made, _ = to_pdf(Source(whole(), "cv.md"), reference.FOLDER, Options(style=style), Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    found = pdf.text(tmp_path / "cv.pdf")
    assert "Likes looms" in found
    assert f"Section {len(reference.BODY) - 1}" in found
    assert not pdf.outside(tmp_path / "cv.pdf")


def test_each_row_is_typeset(tmp_path, request):
    """All of them in `make matrix`, one in eight in each run; the choices of the look have tests of their own."""
    rows = [*reference.BODY, *reference.OTHERS]
    for row in rows if request.config.getoption("--matrix") else rows[-1::-8]:
        made, _ = to_pdf(Source(reference.document(row), "cv.md"), reference.FOLDER, Options(), Build())
        assert made.startswith(b"%PDF"), row.command
