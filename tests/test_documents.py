"""Whole documents: typeset, and read back."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from md2moderncv.diagnostics import Source
from md2moderncv.pandoc import parse
from md2moderncv.pipeline import to_latex
from md2moderncv.reader import read
from tests import pdf
from tests.conftest import ROOT

STYLES = ("casual", "classic", "banking", "oldstyle", "fancy")
LABELS = "Details Full name Date of birth E mail Phone Address".split()
"""What the seed calls the facts that have a slot."""


def source_words(path: Path) -> list[str]:
    """Give the words of a Markdown file that a reader sees, by pandoc's own plain writer."""
    from md2moderncv.pandoc import find

    command = [find(), "-f", "commonmark_x", "-t", "plain", "--wrap=none", str(path)]
    return pdf.words(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def in_order(needles: list[str], haystack: list[str]) -> list[str]:
    """Give the needles that do not follow each other in the haystack."""
    lost, position = [], 0
    for needle in needles:
        try:
            position = haystack.index(needle, position) + 1
        except ValueError:
            lost.append(needle)
    return lost


def test_seed_is_understood(seed):
    cv, diagnostics = read(parse(Source(seed.read_text(encoding="utf-8"), "cv.md")))
    assert not diagnostics
    person = cv.person
    assert (person.firstname, person.lastname) == (("Robert",), ("Walker",))
    assert person.emails == ("bob@randomness.org.uk",)
    assert [(phone.type, phone.number) for phone in person.phones] == [("fixed", "07810 542 241")]
    assert person.born == ("22 October 1977",)
    assert person.address == (("19 Clarendon Road",), ("Croydon, CR0 3SJ",))
    assert person.extrainfo == (("Nationality: British",),)
    assert len(cv.preface) == 1
    (section,) = cv.sections
    assert len(section.blocks) == 11
    assert all(entry.role and entry.organisation and entry.range for entry in section.blocks)
    assert section.blocks[9].role == ("Fixed-term contract to provide support and systems administration",)
    assert section.blocks[5].role == ("Contract Systems Administrator",)


@pytest.mark.parametrize("style", STYLES)
def test_seed_loses_nothing(seed, tmp_path, style):
    made = pdf.typeset(seed, tmp_path / "cv.pdf", style=style)
    expected = source_words(seed)
    found = pdf.words(pdf.text(made, "-layout" if style != "oldstyle" else "-raw"))
    missing = [word for word in expected if word not in found and word not in LABELS]
    assert not missing
    body = expected[expected.index("Employment") :]
    if style in ("classic", "casual"):
        # in these two the date's second line stands beside the text, and roles come before employers
        entries = [word for word in pdf.words(pdf.text(made, "-raw")) if word in set(body)]
        text = [word for word in body if word.islower() and word not in ("for", "present")]
        assert not in_order(text, entries)
    assert not pdf.outside(made)
    assert int(re.search(r"Pages:\s+(\d+)", info(made))[1]) == (3 if style in ("fancy", "oldstyle") else 2)


def info(made: Path) -> str:
    return subprocess.run(["pdfinfo", str(made)], capture_output=True, text=True, check=True).stdout


def test_no_heading_is_left_alone(seed, tmp_path):
    """The last lines of a page are never the head of an entry: a line of its text follows."""
    made = pdf.typeset(seed, tmp_path / "cv.pdf")
    cv, _ = read(parse(Source(seed.read_text(encoding="utf-8"), "cv.md")))
    heads = ["".join(map(str, entry.role)) for section in cv.sections for entry in section.blocks]
    for page in pdf.text(made, "-layout").split("\f")[:-1]:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        assert not any(head in line for head in heads for line in lines[-2:])


def test_seed_links(seed):
    tex = to_latex(Source(seed.read_text(encoding="utf-8"), "cv.md"), seed.parent).tex
    assert tex.count(r"\href{https://www.gov.uk/government/policy-teams/government-digital-service}") == 3
    assert r"\href{http://www.sciteb.com}{Sciteb}" in tex
    assert r"\href{https://www.gov.uk}" in tex
    assert "  " not in tex[tex.index(r"\begin{document}") :]


@pytest.mark.parametrize("style", STYLES)
def test_example_in_each_style(tmp_path, style):
    example = ROOT / "examples" / "cv.md"
    made = pdf.typeset(example, tmp_path / "cv.pdf", style=style)
    found = pdf.words(pdf.text(made))
    labels = {"Born", "E", "mail", "Phone", "Address", "Homepage", "GitHub", "https", "at"}
    assert not [word for word in source_words(example) if word not in found and word not in labels]
    assert not pdf.outside(made)


def test_the_same_input_gives_the_same_bytes(tmp_path):
    example = ROOT / "examples" / "cv.md"
    first = pdf.typeset(example, tmp_path / "a.pdf").read_bytes()
    assert first == pdf.typeset(example, tmp_path / "b.pdf").read_bytes()


SCRIPTS = """# Иван Петров

- E-mail: ivan@example.org

## Опыт работы

### 2019 - 2021: **Инженер** для [ООО Пример](https://example.org)

Ελληνικά, 日本語の文章, 中文, 한국어, ★ ✓ Șoseaua ģ ☎ — ffi.
"""


def test_other_scripts_are_set_by_lualatex(tmp_path):
    source = tmp_path / "cv.md"
    source.write_text(SCRIPTS, encoding="utf-8")
    found = pdf.text(pdf.typeset(source, tmp_path / "cv.pdf"), "-raw")
    for word in (
        "Иван Петров",
        "Инженер",
        "ООО Пример",
        "Ελληνικά",
        "日本語の文章",
        "中文",
        "한국어",
        "★ ✓ Șoseaua ģ ☎",
    ):
        assert word in found


HOSTILE = r"""# \input{/etc/passwd} \def

- E-mail: x@example.org
- Phone: \write18{touch pwned}

## \immediate\write18{touch pwned} ^^5cinput $\input{x}$

### 2019 - 2020: \csname end\endcsname{document} % for [x}](https://example.org/}\input{x}%) #1 &

\directlua{os.execute("touch pwned")} `\openout` ![x](|touch)

- }}} \end{document} $\def\a{\a}\a$ $$\catcode`\@=11$$
"""


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_no_text_is_code(tmp_path, engine):
    source = tmp_path / "cv.md"
    source.write_text(HOSTILE, encoding="utf-8")
    found = pdf.text(pdf.typeset(source, tmp_path / "cv.pdf", engine=engine), "-raw")
    assert "root:" not in found
    assert r'\directlua{os.execute("touch pwned")}' in found.replace("“", '"').replace("”", '"')
    assert [path.name for path in tmp_path.iterdir() if "pwned" in path.name] == []


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_pictures_may_lie_and_be_called_as_they_like(tmp_path):
    folder = tmp_path / "a:b;c$d,e"
    (folder / "in").mkdir(parents=True)
    for name in ("../up.png", "in/side.png", "odd;name é.png", "cv.png"):
        (folder / name).write_bytes(PIXEL)
    (folder / "bad.png").write_text("none")
    text = "---\nphoto: ../up.png\n---\n# Ada\n\n" + "\n".join(
        f"![{name}](<{name}>)" for name in ("../up.png", "in/side.png", "odd;name é.png", "cv.png", "bad.png", "no.png")
    )
    (folder / "cv.md").write_text(text, encoding="utf-8")
    made = pdf.typeset(folder / "cv.md", tmp_path / "cv.pdf")
    images = subprocess.run(["pdfimages", "-list", str(made)], capture_output=True, text=True, check=True).stdout
    assert len({row.split()[10] for row in images.splitlines()[2:]}) == 4  # the photo is one of them
    found = pdf.text(made)
    assert "bad.png" in found
    assert "no.png" in found
    assert "side.png" not in found


def test_no_tex_file_beside_the_document_is_read(tmp_path):
    for name in ("ulem.sty", "moderncvbodyi.sty", "array.sty", "moderncvcolorblue.sty"):
        (tmp_path / name).write_text("\\errmessage{read}")
    (tmp_path / "cv.md").write_text("# Ada\n\n## Work\n\n~~a~~\n")
    assert "Work" in pdf.text(pdf.typeset(tmp_path / "cv.md", tmp_path / "cv.pdf"))


def test_lines_without_spaces_break(tmp_path):
    sentence = "これは非常に長い日本語の文章であり、空白がまったくないため、" * 6
    address = "https://example.org/" + "a" * 300
    (tmp_path / "cv.md").write_text(
        f"# 山田太郎\n\n## 職務\n\n{sentence}\n\n{address}\n\n`{'x' * 150}`\n", encoding="utf-8"
    )
    made = pdf.typeset(tmp_path / "cv.md", tmp_path / "cv.pdf")
    assert not pdf.outside(made)
    assert sentence in "".join(pdf.text(made).split())


def test_long_tables_break_across_pages(tmp_path):
    rows = "".join(f"| row{number} | {'some text in a cell ' * 5} |\n" for number in range(90))
    (tmp_path / "cv.md").write_text(f"# Ada\n\n## Work\n\n| a | b |\n|---|---|\n{rows}", encoding="utf-8")
    made = pdf.typeset(tmp_path / "cv.md", tmp_path / "cv.pdf")
    found = pdf.text(made)
    assert all(f"row{number}" in found for number in range(90))
    assert not pdf.outside(made)


def test_headings_take_any_markup(tmp_path):
    (tmp_path / "p.png").write_bytes(PIXEL)
    (tmp_path / "cv.md").write_text(
        "---\nname: Ada ~~no~~ $x^2$\ntitle: a ~~b~~ $\\frac12$ `c`\n---\n"
        "## Work ~~hard~~ ![pic](p.png) $x^2$ [a](https://b.org) `c`[^1]\n\n"
        "### 2019 ~~a~~ ![pic](p.png) $x_1$ | Engineer\n\n### Other ~~a~~ ![pic](p.png)\n\nText.\n\n[^1]: Note.\n"
    )
    for engine in ("pdflatex", "lualatex"):
        assert "hard" in pdf.text(pdf.typeset(tmp_path / "cv.md", tmp_path / "cv.pdf", engine=engine))


@pytest.mark.parametrize("code", ["de", "fr", "es", "pl", "tr", "et", "ru", "el"])
def test_the_language_sets_babel(tmp_path, code):
    """Its words and hyphenation are the language's, and the class's commands still work."""
    source = tmp_path / "cv.md"
    source.write_text(f"---\nname: Ada Example\nlang: {code}\nphone: +44 20 7946 0958\n---\n\n## A\n\n- B: C: D ! ?\n")
    made = pdf.typeset(source, tmp_path / "cv.pdf")
    assert "C: D ! ?" in pdf.text(made)
    assert "Title:           Ada Example – CV" in info(made)
    document = to_latex(Source(source.read_text(encoding="utf-8"), "cv.md"), tmp_path)
    assert "provide=*]{babel}" in document.tex


def test_every_language_of_the_table_is_known_to_babel():
    from md2moderncv.language import babel
    from md2moderncv.words import tables

    assert len(tables()["babel"]) >= 35
    for code, name in tables()["babel"].items():
        options = babel(code, "lualatex")
        assert name in options
        located = subprocess.run(["kpsewhich", f"babel-{code}.ini"], capture_output=True, check=False)
        assert located.returncode == 0, code
