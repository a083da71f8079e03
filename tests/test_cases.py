"""Runs every case under tests/cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from md2moderncv.canonical import attr, fields, is_form
from md2moderncv.dates import find
from md2moderncv.diagnostics import CvError, Source, render
from md2moderncv.inlines import plain
from md2moderncv.pandoc import parse
from md2moderncv.pipeline import Options, to_latex
from tests.cases import accept, load

CASES = load(Path(__file__).parent / "cases")


def run(markdown: str) -> dict[str, str]:
    source = Source(markdown, "cv.md")
    try:
        document = to_latex(source, Path("/nonexistent"), Options())
    except CvError as error:
        return {"latex": "", "diagnostics": shown(error.diagnostics, source)}
    tex = document.tex
    body = tex[tex.index("\\begin{document}\n\\makecvtitle\n") + 29 : tex.index("\\end{document}")]
    person = tex[tex.index("% personal data\n") + 16 : tex.index("\\begin{document}")]
    return {
        "latex": re.sub(r"^% cv\.md:\d+\n", "", body, flags=re.MULTILINE).strip() + "\n",
        "person": person.strip() + "\n",
        "head": tex[tex.index("\\documentclass") : tex.index("\\usepackage{array}")],
        "preamble": tex[: tex.index("% personal data")],
        "diagnostics": shown(document.diagnostics, source),
        "canonical": canonical(source),
    }


def shown(diagnostics, source) -> str:
    listed = sorted(diagnostics, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))
    return "".join(render(d, source) + "\n\n" for d in listed).removesuffix("\n")


def canonical(source: Source) -> str:
    return "\n".join(canonical_lines(parse(source)["blocks"])) + "\n"


def canonical_lines(blocks) -> list[str]:
    lines = []
    for block in blocks:
        if block["t"] == "Div" and any(is_form(block, form) for form in ("cventry", "cvitem")):
            stated, body = fields(block)
            _, classes, pairs = attr(block)
            said = [f"{key}={value}" for key, value in pairs.items()]
            said += [f"{key}: {plain(value)}" for key, value in stated.items()]
            lines.append(f"{classes[0]} | {' | '.join(said)} | {len(body)} blocks")
            lines += ["  " + line for line in canonical_lines([b for b in body if is_form(b, "cventry")])]
        elif block["t"] == "Header":
            lines.append(f"{'#' * block['c'][0]} {plain(block['c'][2])}")
        else:
            lines.append(block["t"])
    return lines


def dates(text: str) -> str:
    rows = []
    for line in text.splitlines():
        found = [
            f"{line[f.start : f.end]} = {f.range.start.iso() if f.range.start else ''}/"
            f"{f.range.end.iso() if f.range.end else ''}{' ?' if f.range.ambiguous else ''}"
            for f in find(line)
        ]
        rows.append("; ".join(found) or "-")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case, request):
    blocks = case.blocks()
    if "dates" in blocks:
        made = {"ranges": dates(blocks["dates"])}
    else:
        assert "markdown" in blocks, "a case needs a `markdown` block"
        made = run(blocks["markdown"])
    if request.config.getoption("accept"):
        accept(case, made)
        return
    expected = {kind: text for kind, text in blocks.items() if kind not in ("markdown", "dates")}
    assert expected, "a case must expect something"
    for kind, text in expected.items():
        assert made[kind] == text
    assert made.get("diagnostics", "") == expected.get("diagnostics", "")
