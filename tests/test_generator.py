"""Random CVs, read, give the model back that they were written from."""

from __future__ import annotations

import pytest

from md2moderncv.diagnostics import Source
from md2moderncv.outline import outline
from md2moderncv.pipeline import understood
from tests.generator import cv
from tests.recognition import fold


@pytest.mark.parametrize("seed", range(60))
def test_reading_gives_the_model_back(seed):
    text, made = cv(seed)
    read, _ = understood(Source(text, "cv.md"))
    person, sections = (outline(read)[key] for key in ("person", "sections"))
    assert (person["name"], person["emails"]) == ("Ada Example", ["ada@example.org"])
    found = [entry for section in sections for entry in section["entries"]]
    keys = ("dates", "start", "end", "role", "organisation", "place")
    assert [[fold(entry[key]) for key in keys] for entry in found] == [
        [fold(getattr(one, key)) for key in keys] for one in made
    ], text
