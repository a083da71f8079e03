"""Properties: text survives the way to paper, filters are idempotent, the reader fails as promised only."""

from __future__ import annotations

import subprocess
import tempfile
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from md2moderncv.filters import FILTERS, canonical

from md2moderncv import model
from md2moderncv.charset import PDFLATEX_SPECIALS, SPECIALS, is_ink, pdflatex
from md2moderncv.diagnostics import CvError, Source
from md2moderncv.engine import Engine
from md2moderncv.fonts import choose, has, installed
from md2moderncv.inlines import cut, plain
from md2moderncv.latex import Writer
from md2moderncv.latexmk import typeset
from md2moderncv.pandoc import run
from md2moderncv.pipeline import to_latex
from md2moderncv.positions import Positions
from md2moderncv.preparation import prepared
from md2moderncv.writer import write

SLOW = settings(
    deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)


def round_trip(texts: list[str], engine: Engine) -> list[str]:
    """Set each text as an item of one CV, and read the items back from its PDF."""
    items = tuple(
        model.Item((f"q{index:03}q",), (model.Paragraph((f"z{text}z",)),)) for index, text in enumerate(texts)
    )
    cv = model.Cv(model.Person(("A",), ("B",)), sections=(model.Section(("S",), items),))
    made, _ = typeset(write(cv, engine), engine.name, {}, Source("", "cv.md"))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made)
        file.flush()
        read = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True).stdout.decode()
    pieces = [read.partition(f"q{index:03}q")[2] for index in range(len(texts))]
    return [piece.partition(f"q{index + 1:03}q")[0] for index, piece in enumerate(pieces)]


def folded(text: str) -> str:
    """Give what a comparison may look at: white space, compatibility forms and soft marks aside."""
    kept = "".join(c for c in text if is_ink(c) or c in "\u2010\u2011\ufffd")
    form = unicodedata.normalize("NFKC", kept).replace("\u2010", "-").replace("\u2011", "-").replace("\u2212", "-")
    form = "".join(form.split()).replace("µ", "μ").replace("\ufffd", "?")
    return form.replace("\u2044", "/").replace("\u02b9", "'").replace("\u0338", "").replace("∕", "/")


LATIN = sorted(c for c in pdflatex() if is_ink(c) and c.isprintable())


@settings(SLOW, max_examples=2)
@given(st.lists(st.text(st.sampled_from([*LATIN, *" -'`,<>!?~#%&\\{}^_$\""]), max_size=25), min_size=120, max_size=120))
def test_latin_text_comes_back_from_pdflatex(texts):
    for text, back in zip(texts, round_trip(texts, Engine("pdflatex")), strict=True):
        assert folded(f"z{text}z") in folded(back), text


def test_every_special_comes_back():
    texts = [f"a{c}b" for c in (*SPECIALS, *PDFLATEX_SPECIALS)] + [
        "--",
        "---",
        "''",
        "``",
        ",,",
        "<<",
        ">>",
        "?`",
        "!`",
    ]
    for engine in (Engine("pdflatex"), Engine("lualatex", "Latin Modern")):
        usable = [
            t
            for t in texts
            if engine.name == "pdflatex" or all(not is_ink(c) or has("Latin Modern Sans", c) for c in t)
        ]
        for text, back in zip(usable, round_trip(usable, engine), strict=True):
            assert folded(f"z{text}z") in folded(back), text


SCRIPTS = [(0x20, 0x17F), (0x391, 0x3A1), (0x3B1, 0x3C9), (0x410, 0x44F), (0x4E00, 0x4EFF), (0x3041, 0x3090)]
SCRIPTS += [(0xAC00, 0xAC40), (0x2190, 0x2199), (0x1F600, 0x1F610)]
OTHERS = [chr(code) for first, last in SCRIPTS for code in range(first, last + 1) if chr(code).isprintable()]


@settings(SLOW, max_examples=1)
@given(st.lists(st.text(st.sampled_from(OTHERS), max_size=20), min_size=100, max_size=100))
def test_any_text_comes_back_from_lualatex(texts):
    main, fallbacks, missing = choose({c for text in texts for c in text if is_ink(c)} | set("zqABS0123456789"))
    assert not missing
    engine = Engine("lualatex", "CMU" if main.startswith("CMU") else "Latin Modern", fallbacks)
    for text, back in zip(texts, round_trip(texts, engine), strict=True):
        assert folded(f"z{text}z") in folded(back), text


def unset(kind):
    """Give a character of a Unicode category that no installed font has."""
    return next(
        c
        for c in map(chr, range(0x10000, 0xF8FFF))
        if unicodedata.category(c).startswith(kind) and not any(has(family, c) for family in installed())
    )


def test_a_sign_without_a_font_is_left_out_with_a_warning():
    document = to_latex(Source(f"# Ada Example\n\n## Work\n\nSome {unset('Co')} text.\n", "cv.md"), Path())
    assert [(d.severity, d.code) for d in document.diagnostics] == [("warning", "missing-character")]
    assert unset("Co") not in document.tex


def test_a_letter_without_a_font_is_an_error():
    character = unset("L")
    with pytest.raises(CvError) as error:
        to_latex(Source(f"# Ada Example\n\nSome {character} text.\n", "cv.md"), Path())
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "missing-character"
    assert (diagnostic.span.line, diagnostic.span.column) == (3, 6)
    assert f"U+{ord(character):04X}" in diagnostic.message


PIECES = st.sampled_from(
    """# Ada Example¦## Experience¦### 2019 - 2020: Engineer for Acme¦## Details¦* E-mail: a@example.org
* Phone: +44 20 7946 0958¦- Tools: Git
- Languages: C¦Some *text* with [a link](https://example.org) and $x$ or $5 to $6.¦### Engineer, Acme (2019)¦1. one
2. two¦> quote¦#### Deep {.plain}¦::: {.cventry dates="2019" role="R"}
Body.
:::¦Term
: Definition¦---¦`code`¦<b>html</b>¦| a | b |
|---|---|
| 1 | 2 |""".split("¦")
)


@settings(SLOW, max_examples=25)
@given(st.lists(PIECES, max_size=12))
def test_filters_are_idempotent(pieces):
    source = Source("\n\n".join(["# Ada Example", *pieces]) + "\n")
    doc = run(source.text)
    doc["blocks"] = Positions(source).restore(doc["blocks"])
    for rule in FILTERS:
        once = rule(doc)
        assert rule(once) == once, rule.__name__
    once = canonical(doc)
    assert canonical(once) == once


@settings(SLOW, max_examples=40)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(PIECES, max_size=10).map("\n\n".join), st.text("-:#*|>` \n\tab1", max_size=200)
    )
)
def test_reading_raises_nothing_but_cv_errors(text):
    try:
        to_latex(Source(text.replace("\r", "\n").replace("\0", " "), "cv.md"), Path())
    except CvError as error:
        assert error.diagnostics


@given(st.text("ab *", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_cutting_inlines_cuts_their_text(text, start, end):
    inlines = [{"t": "Str", "c": text}, {"t": "Emph", "c": [{"t": "Str", "c": text}, {"t": "Space"}]}]
    whole = plain(inlines)
    assert plain(cut(inlines, start, end)) == whole[start : max(start, end)]


def test_an_unknown_type_has_no_latex():
    with pytest.raises(TypeError):
        Writer("pdflatex").latex(object())
    with pytest.raises(TypeError):
        Writer("pdflatex").latex(None)


def test_a_long_line_behind_one_amount_is_read_in_time():
    begun = time.perf_counter()
    prepared("saved $5 and " + "_a " * 300_000)
    assert time.perf_counter() - begun < 10  # seconds; where each `_` was tried anew it took minutes
