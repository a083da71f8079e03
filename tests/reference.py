"""The reference: every command of moderncv beside the Markdown that makes it; `make reference` writes the page.

A row is what the class has, the source, and what of it the LaTeX must hold; the LaTeX shown is made by the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from md2moderncv.choices import CHOICES, STYLE_OPTIONS
from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import Options, to_latex
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "reference.md"
FOLDER = ROOT / "tests" / "documents" / "publications"


@dataclass(frozen=True)
class Row:
    command: str
    """What it is in the class."""
    source: str
    """YAML of the front matter, or Markdown."""
    made: str
    """A pattern of the LaTeX that has to come of it; its match is shown."""

    @property
    def is_yaml(self) -> bool:
        return bool(re.match(r"[a-z-]+:", self.source))


LOOK = [
    Row("class options: paper", "paper: letter\nlandscape: true", r"\\documentclass\[.*\]"),
    Row("class options: size, family", "fontsize: 12pt\nfamily: roman", r"\\documentclass\[.*\]"),
    *(
        Row(rf"\moderncvstyle{{{style}}}", f"style: {style}", rf"\\moderncvstyle(\[\])?{{{style}}}")
        for style in CHOICES["style"]
    ),
    Row(
        "options of the styles",
        "style: banking\nstyle-options: [fullrules, left]",
        r"\\moderncvstyle\[fullrules,left\]{banking}",
    ),
    Row(r"\moderncvcolor", "color: green", r"\\moderncvcolor{green}"),
    Row(r"\definecolor{color1}", 'color: "#336699"', r"\\definecolor{color1}{HTML}\{336699\}"),
    Row(r"\moderncvicons", "icons: marvosym", r"\\moderncvicons{marvosym}"),
    Row(
        r"\moderncvhead, \moderncvbody, \moderncvfoot",
        "style: empty\nhead: 3\nbody: 4\nfoot: 1",
        r"\\moderncvhead\{3\}\n\\moderncvbody\{4\}\n\\moderncvfoot\{1\}",
    ),
    Row("geometry", "geometry: [margin=2cm, top=15mm]", r"\\usepackage\[margin=2cm,top=15mm\]{geometry}"),
    Row(r"\hintscolumnwidth", "hints-width: 3cm", r"\\setlength{\\hintscolumnwidth}{3cm}"),
    Row(r"\nopagenumbers", "page-numbers: false", r"\\nopagenumbers{}"),
    Row("fonts", 'font: "CMU Concrete"', r"\\setmainfont{CMU Concrete}"),
    Row("babel", "lang: de", r"\\usepackage\[german,provide=\*\]{babel}"),
]
PERSON = [
    Row(r"\name", "name: Ada Example", r"\\name{Ada}{Example}"),
    Row(r"\title", "title: Mathematician", r"\\title{Mathematician}"),
    Row(r"\born", "born: 10 December 1985", r"\\born{.*}"),
    Row(r"\address", "address: [12 Row, London, England]", r"\\address{12 Row}{London}{England}"),
    Row(r"\phone", "mobile: +44 20 7946 0958\nlandline: +44 20 7946 0959\nfax: +44 20 7946 0960", r"(\\phone.*\n){3}"),
    Row(r"\email", "email: ada@example.org", r"\\email{ada@example.org}"),
    Row(r"\homepage", "homepage: https://example.org", r"\\homepage{example.org}"),
    Row(r"\social", "social:\n  github: ada-example\n  orcid: 0000-0000-0000-0000", r"(\\social.*\n){2}"),
    Row(r"\extrainfo", "extrainfo: Likes looms", r"\\extrainfo{Likes looms}"),
    Row(r"\photo", "photo: ada.png\nphoto-width: 2cm\nphoto-frame: 1pt", r"\\photo\[2cm\]\[1pt\]{ada.png}"),
    Row(r"\quote", "quote: The engine weaves.", r"\\quote{The engine weaves.}"),
]
BODY = [
    Row(r"\section, \subsection", "## Skills\n\n### Tools\n\nText.", r"\\section{Skills}\n(?s:.*)Text."),
    Row(r"\cventry", "### Engineer, Acme Ltd (2019 – 2021)\n\nBuilt looms.", r"\\cventry(?s:.*)looms.}"),
    Row(
        r"\cventry, by hand",
        '::: {.cventry dates="2019" role="Engineer" place="Town"}\nBuilt looms.\n:::',
        r"\\cventry(?s:.*)looms.}",
    ),
    Row(
        "several roles with one employer",
        "### Acme Ltd\n\n#### Engineer (2019 – 2021)\n\n#### Intern (2018)",
        r"\\cventry.*\n.*\n?\\cventry.*",
    ),
    Row(
        "several roles with one employer that has dates of its own",
        "### Acme Ltd, Leeds (2012 – 2021)\n\n- Engineer (2015 – 2021)\n- Clerk (2012 – 2015)",
        r"\\cventry{2012(?s:.*)2012~– 2015}",
    ),
    Row(r"\cvitem", "- Languages: Python, Go\n- Tools: Git", r"\\cvitem.*\n.*\n?\\cvitem.*"),
    Row(r"\cvitem, by hand", "::: {.cvitem head=Tools}\nGit\n:::", r"\\cvitem{Tools}{Git}"),
    Row(r"\cvitemwithcomment", "## Languages\n\n- German: C1 (certified)", r"\\cvitemwithcomment.*"),
    Row(
        r"\cvitemwithcomment, by hand",
        "::: {.cvitemwithcomment head=German text=C1 comment=certified}\n:::",
        r"\\cvitemwithcomment.*",
    ),
    Row(r"\cvlistitem", "- one\n- two", r"\\cvlistitem{one}\n.*\n?\\cvlistitem{two}"),
    Row(r"\cvdoubleitem", "::: cvdoubleitem\n- Languages: Python\n- Tools: Git\n:::", r"\\cvdoubleitem.*"),
    Row(r"\cvtripleitem", "::: cvtripleitem\n- A: one\n- B: two\n- C: three\n:::", r"\\cvtripleitem.*"),
    Row(r"\cvlistdoubleitem", "::: cvlistdoubleitem\n- one\n- two\n:::", r"\\cvlistdoubleitem{one}{two}"),
    Row(
        "cvcolumns",
        "::: columns\n::: {.column width=40%}\n**References**\n\nMary\n:::\n::: column\nMore\n:::\n:::",
        r"\\begin{cvcolumns}(?s:.*)\\end{cvcolumns}",
    ),
    Row(
        "cvcolumns, from a definition list",
        "::: cvcolumns\nReferences\n:   Mary\n\nOthers\n:   Jo\n:::",
        r"\\begin{cvcolumns}(?s:.*)\\end{cvcolumns}",
    ),
    Row(r"\cvskill", "- Python: ●●●●○", r"\\cvitem{Python}{\\cvlevel\{4\}}"),
    Row(r"\cvskill, by hand", "::: cvskills\n- Python: 4/5\n- Go: 60%\n:::", r"(\\cvitem.*\n){2}"),
    Row(
        r"\cvskillhead, \cvskillentry",
        "::: cvskills\n| Skill | Level | Years | Comment |\n|---|---|---|---|\n| Python | 5/5 | 12 | much |\n:::",
        r"\\cvskillhead(?s:.*)much}",
    ),
    Row(
        "itemize, enumerate",
        "### Engineer, Acme Ltd (2019)\n\n- one\n  - inner\n\n1. first",
        r"\\begin{itemize}(?s:.*)\\end{enumerate}",
    ),
    Row("tables", "| A | B |\n|---|---|\n| a | b |", r"\\begin{tabular}(?s:.*)\\end{tabular}"),
    Row(
        "links, emphasis, code, formulas", "*a* **b** `c` [d](https://example.org) $x^2$ H~2~O x^2^ ~~e~~", r"\\emph.*"
    ),
    Row("small capitals, underlining", "[A]{.smallcaps} [b]{.underline}", r"\\textsc.*"),
    Row("notes, quotations", "A[^1]\n\n> B\n\n[^1]: C", r"A\\cvnote(?s:.*)\\end{cvquote}"),
    Row("page breaks", "\\newpage", r"\\newpage"),
    Row("left as it is", "### Not an entry, 2019 {.plain}\n\nText.", r"\\subsection{Not an entry, 2019}"),
]
OTHERS = [
    Row(
        "bibliography",
        "bibliography: refs.bib\nbibliography-groups: {article: Articles}",
        r"\\addbibresource{refs.bib}",
    ),
    Row(
        "letters",
        "recipient: [Acme Ltd, Wexcombe]\nsubject: Application\nopening: Dear all,\nclosing: Yours,\nenclosures: CV",
        r"\\recipient(?s:.*)\\enclosure",
    ),
]
LEFT_OUT = {
    "draft, final": "they only mark overfull lines, and there are none",
    r"\cvskilllegend, \cvskillplainlegend, \setcvskillcolumns": "their words are English, their widths the class's",
    r"\makecvfoot, \recomputelengths": "the class calls them itself",
    r"\makecvheadnamewidth, \quotewidth, \footwidth": "a template of your own sets them (docs/templates.md)",
    r"\cvline, \cvlanguage, \mobile and the other old names": "new ones say the same",
    "moderntimeline": "another package; a template of your own may use it",
}


def document(row: Row) -> str:
    """Give a whole source that holds a row's."""
    body = "" if row.source.startswith("## ") else "## Work\n\n"
    if row.is_yaml:
        named = "" if row.source.startswith("name:") else "name: Ada Example\n"
        return f"---\n{named}{row.source}\n---\n\n{body}Text.\n"
    return f"# Ada Example\n\n{body}{row.source}\n"


def latex(row: Row) -> str:
    """Give the LaTeX of a row, as much as its pattern matches."""
    tex = to_latex(
        Source(document(row), "cv.md"), FOLDER, Options(engine="" if "font:" in row.source else "pdflatex")
    ).tex
    tex = re.sub(r"^% cv\.md:\d+\n", "", tex, flags=re.MULTILINE)
    # what an author sees first stands in the text; the preamble has its own uses of the same commands
    match = re.search(row.made, tex[tex.index(r"\begin{document}") :]) or re.search(row.made, tex)
    assert match, f"{row.command}: {row.made} is not in\n{tex}"
    return match[0].strip()


def named(command: str) -> str:
    """Give the title of a row, its commands as code."""
    return re.sub(r"\\\w+(?:{[^{}]*})?", lambda match: f"`{match[0]}`", command)


def page() -> str:
    """Give the reference."""
    text = [
        "# Reference",
        "What moderncv has, the Markdown or front matter that makes it, and the LaTeX that comes of it. This page is "
        "made by `make reference`; the tests typeset all of it.",
    ]
    for title, rows in (("Look", LOOK), ("Person", PERSON), ("Body", BODY), ("Publications and letters", OTHERS)):
        text.append(f"## {title}")
        for row in rows:
            kind = "yaml" if row.is_yaml else "markdown"
            text.append(f"### {named(row.command)}\n\n````{kind}\n{row.source}\n````\n\n````tex\n{latex(row)}\n````")
    options = [f"- `{style}`: {', '.join(f'`{o}`' for o in known) or 'none'}" for style, known in STYLE_OPTIONS.items()]
    text.append("## Options of the styles\n\n" + "\n".join(options))
    text.append("## Left out\n\n" + "\n".join(f"- `{name}`: {why}." for name, why in LEFT_OUT.items()))
    return "\n\n".join(text) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
