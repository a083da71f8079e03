"""Templates: typeset unfilled, each is a specimen that names its fields where they will stand."""

from __future__ import annotations

import re
import subprocess

from tests import pdf
from tests.conftest import ROOT

TEMPLATES = ROOT / "latex_templates"
CHOICES = {
    "babel": "german,provide=*",
    "lang": "de",
    "engine.name": "pdflatex",
    "class_options": "11pt,a4paper,sans",
    "geometry": "scale=0.8",
    "includes": "",
    "look.hints_width": "3cm",
    "photo_options": "",
    "share(column.width)": r"\cvcolumnautowidth",
    "row.level": "3",
    "symbol": "email",
    "look.style": "classic",
    "phone.type": "mobile",
    "profile.network": "github",
}
"""Values that choose something, and so have to be real ones."""
INSTEAD = {
    "fonts.tex": "",
    "from-the-right.tex": "",
    "letter.tex": "",
    "heads.tex": "",
    "bibliography.tex": "\\newcommand{\\cvreferences}{}\n",
    "style.tex": r"\newif\ifmcvicons\moderncvcolor{blue}\moderncvstyle[nosymbols]{classic}" + "\n",
}
"""Templates whose lines exclude each other, and what stands for them."""


def unfilled(name: str) -> str:
    """Give a template with its includes in place, its loops once, and no line of it computed."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for value, real in CHOICES.items():
        text = text.replace(rf"\VAR{{{value}}}", real)
    return re.sub(
        r'^%: include "(.*)"$',
        lambda match: INSTEAD[match[1]] if match[1] in INSTEAD else unfilled(match[1]),
        text,
        flags=re.MULTILINE,
    )


def test_unfilled_templates_are_a_specimen(tmp_path):
    (tmp_path / "specimen.tex").write_text(
        "\\def\\VAR#1{\\detokenize{#1}}\\long\\def\\NOTE#1{}\n" + unfilled("moderncv.tex")
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "specimen.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    shown = pdf.text(tmp_path / "specimen.pdf", "-layout")
    for field in ("person.firstname", "person.title", "person.born", "slots.email", "section.title"):
        assert field in shown
    for field in ("block.dates", "block.role", "block.organisation", "block.place", "block.grade", "block.head"):
        assert field in shown
