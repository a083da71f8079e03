"""What the front matter asks of the class, typeset, and a CV that strains every style."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from md2moderncv.choices import CHOICES, KEYS, LOOK_KEYS, STYLE_OPTIONS
from md2moderncv.diagnostics import Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_pdf
from md2moderncv.schema import keys, look_fields, schema
from tests import pdf
from tests.conftest import ROOT
from tests.test_documents import source_words

STRESS = ROOT / "tests" / "documents" / "stress" / "cv.md"
FACTS = """Ada Stress Example Principal Engineer Heavy Calculating Engines December 1985 ada stress example second third
0001 0002 0003 0004 Analytical Row W1S 3PR Kingdom homepage person github telegram researchgate googlescholar loom
British""".split()
"""Words of the front matter of the stress CV."""


def pages(made) -> int:
    shown = subprocess.run(["pdfinfo", str(made)], capture_output=True, text=True, check=True).stdout
    return int(shown.split("Pages:")[1].split()[0])


MATRIX = [
    (style, engine, icons, lang)
    for style in CHOICES["style"]
    for engine in CHOICES["engine"]
    for icons in CHOICES["icons"]
    for lang in ("en", "de", "es", "el", "he")
]
"""Every style, with every engine, set of icons and some languages that the class has trouble with."""
DIAGONAL = [
    (style, CHOICES["engine"][n % 2], CHOICES["icons"][n % len(CHOICES["icons"])], ("en", "es", "el", "de")[n % 4])
    for n, style in enumerate(CHOICES["style"])
]
"""One of each style, in which every other choice occurs."""


def test_no_word_falls_off_a_page(tmp_path, strain):
    style, engine, icons, lang = strain
    text = STRESS.read_text(encoding="utf-8")
    body, stress = tmp_path / "body.md", tmp_path / "cv.md"
    body.write_text(text.split("---\n", 2)[2], encoding="utf-8")
    stress.write_text(text.replace("---\n", f"---\nlang: {lang}\n", 1), encoding="utf-8")
    made = pdf.typeset(stress, tmp_path / "cv.pdf", style=style, engine=engine, settings=(("icons", icons),))
    found = set(pdf.words(pdf.text(made))) | set(pdf.words(pdf.text(made, "-raw")))
    run = "".join(pdf.words(pdf.text(made)))  # long words may be broken
    assert not [word for word in (*source_words(body), *FACTS) if word not in found and word not in run]
    assert not pdf.outside(made)
    assert pages(made) >= 4


def test_headings_and_single_lines_do_not_stand_alone(tmp_path):
    """Each page of a style with running text starts and ends with two lines at least that belong together."""
    made = pdf.typeset(STRESS, tmp_path / "cv.pdf", style="classic")
    titles = ("Experience", "Skills", "Long list", "Table", "Definitions", "Languages", "Subsections", "Notes")
    for page in pdf.text(made, "-layout").split("\f")[:-1]:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        assert not any(line.startswith((*titles, "Subsection", "Job")) for line in lines[-2:-1]), lines[-3:]


ASKED = [
    *({"style": style, "style-options": option} for style, known in STYLE_OPTIONS.items() for option in known),
    *({"color": color} for color in (*CHOICES["color"], "#aa3300")),
    *({"icons": icons, "style": style} for icons in CHOICES["icons"] for style in ("classic", "oldstyle", "banking")),
    *({"paper": paper} for paper in CHOICES["paper"]),
    *(
        {"style": "empty", "head": str(head), "body": str(body)}
        for head, body in zip(range(1, 7), (1, 2, 3, 4, 5, 1), strict=True)
    ),
    {"fontsize": "10pt", "family": "roman", "landscape": "true"},
    {"font": "CMU Concrete"},
    {"geometry": "margin=1.5cm", "hints-width": "4cm", "page-numbers": "false"},
    {"photo-width": "2cm", "photo-frame": "0pt"},
]
SAMPLED = 6
"""Of the look's choices one in so many is typeset in each run of the tests; `make matrix` typesets them all."""


def sampled(config) -> list[dict[str, str]]:
    return ASKED if config.getoption("--matrix") else ASKED[::SAMPLED]


def pytest_generate_tests(metafunc):
    if "asked" in metafunc.fixturenames:
        listed = sampled(metafunc.config)
        metafunc.parametrize("asked", listed, ids=["-".join(one.values()) for one in listed])
    if "strain" in metafunc.fixturenames:
        chosen = MATRIX if metafunc.config.getoption("--matrix") else DIAGONAL
        metafunc.parametrize("strain", chosen, ids=["-".join(one) for one in chosen])


def test_whatever_is_asked_for_is_set(tmp_path, asked):
    text = (ROOT / "examples" / "cv.md").read_text(encoding="utf-8")
    source, options = Source(text, "cv.md"), Options(settings=tuple(asked.items()))
    made, _ = to_pdf(source, ROOT / "examples", options, Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    assert "Ada" in pdf.text(tmp_path / "cv.pdf")
    assert not pdf.outside(tmp_path / "cv.pdf")


@pytest.mark.parametrize(
    ("style", "option"), [("classic", "top"), ("casual", "alternate"), ("fancy", "nodetails"), ("casual", "nodetails")]
)
def test_an_option_that_the_class_lacks_is_told(tmp_path, style, option):
    asked = ["kpsewhich", "moderncvstylecasual.sty"]
    place = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    lacks = "if@datainhead" not in Path(place).read_text(encoding="utf-8")
    source = Source("# Ada Byron\n\nada@example.org\n\n## Work\n\nText.\n", "cv.md")
    settings = (("style", style), ("style-options", option))
    _, told = to_pdf(source, tmp_path, Options(settings=settings), Build())
    has_always = (style, option) == ("casual", "nodetails")
    assert ("no-option" in [one.code for one in told.diagnostics]) == (lacks and not has_always), told.diagnostics


def test_a_title_that_has_no_room_beside_the_name_stands_below_it(tmp_path):
    source = Source((ROOT / "examples" / "cv.md").read_text(encoding="utf-8"), "cv.md")
    made, _ = to_pdf(source, ROOT / "examples", Options(settings=(("style", "banking"),)), Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    assert "Mathematician and engineer" in [line.strip() for line in pdf.text(tmp_path / "cv.pdf").splitlines()]


@pytest.mark.parametrize("page", [{"geometry": "margin=2cm"}, {"geometry": "margin=1.5cm"}, {"paper": "a5"}])
def test_contact_data_in_the_foot_stay_on_the_page(tmp_path, page):
    facts = "020 7946 0958 · ada@some-long.example · https://ada-engines.example · https://github.com/adabyron"
    text = f"# Ada Byron\n\n1 Long Analytical Street, London SW1Y 4LB\n\n{facts}\n" + "\n## Work\n\nText.\n" * 30
    settings = tuple(({"style": "casual"} | page).items())
    made, _ = to_pdf(Source(text, "cv.md"), tmp_path, Options(settings=settings), Build())
    (tmp_path / "cv.pdf").write_bytes(made)
    assert "adabyron" in pdf.text(tmp_path / "cv.pdf")
    assert not pdf.outside(tmp_path / "cv.pdf")


def test_the_schema_knows_what_the_reader_knows():
    assert keys() == KEYS
    assert tuple(look_fields()) == LOOK_KEYS
    properties = schema()["$defs"]["FrontMatter"]["properties"]
    assert properties["style"]["enum"] == sorted(CHOICES["style"])
    assert {"name", "sections", "hints-width", "lang"} <= properties.keys()


def test_the_icons_say_what_they_mean(tmp_path):
    made = pdf.typeset(ROOT / "examples" / "cv.md", tmp_path / "cv.pdf")
    assert "E-mail: ada@example.org" in pdf.text(made, "-raw")
    assert "Phone: +44" in pdf.text(made, "-raw")
