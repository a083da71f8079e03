#!/usr/bin/env python3
"""Take the layout commands of LaTeX out of running text: what they enclose stays, breaks become breaks.

    \\textbf{\\Large Ada Lovelace}\\ ada@example.org \\hfill London   →   **Ada Lovelace**, and two lines more

Other commands stay as they are: they are printed as text.
"""

import re

from pandocfilters import Strong

from md2moderncv.canonical import Doc, run
from md2moderncv.inlines import INLINE_LISTS, cut, plain, strip

DROPPED = (
    "Large|LARGE|large|huge|Huge|small|footnotesize|scriptsize|normalsize|tiny|bfseries|itshape|scshape|sffamily|ttfamily|rmfamily|upshape|"
    "centering|raggedright|raggedleft|noindent|indent|bigskip|medskip|smallskip|par|hrule|hrulefill|vfill|null|relax|sloppy|onehalfspacing|singlespacing"
)
LAYOUT = re.compile(
    rf"\\(?:begin|end)\{{(?:center|flushleft|flushright|minipage|multicols|small|tabular\*?|itemize|enumerate)\}}(?:\[[^\]]*\])?(?:\{{[^{{}}]*\}})*"
    rf"|\\(?:vspace|hspace|setlength|vskip|hskip|fontsize|pagestyle|thispagestyle|color|rule|enlargethispage|setcounter|addtolength)\*?(?:\[[^\]]*\])?(?:\{{[^{{}}]*\}})+"
    rf"|\\(?:{DROPPED})(?![A-Za-z])\s?(?:\{{\}})?"
)
BREAK = re.compile(r"\\(?:hfill|quad|qquad|newline|linebreak)(?![A-Za-z])(?:\{\})?")
LONE = re.compile(r"\\(?=\s|$)")
"""What is left of `\\\\`; a break only where other commands are."""
AROUND = re.compile(r"\\(textbf|textit|emph|textsc|underline|texttt|textsf|textrm|mbox|textnormal)\{([^{}]*)\}")


def cleaned(tree):
    """Take the commands out of every line of a tree."""
    if isinstance(tree, list):
        values = [cleaned(value) for value in tree]
        if any(isinstance(v, dict) and v.get("t") in INLINE_LISTS for v in tree):
            return [v for v, old in zip(values, tree, strict=True) if not (emptied(v) and not emptied(old))]
        return values
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") in ("Para", "Plain"):
        return {**tree, "c": line(tree["c"])}
    if tree.get("t") == "Header":
        return {**tree, "c": [*tree["c"][:2], line(tree["c"][2])]}
    if "t" in tree and not isinstance(tree.get("c"), (list, dict)):
        return tree
    return {key: cleaned(value) for key, value in tree.items()}


def emptied(block):
    """Tell whether a block is a paragraph without anything in it."""
    return isinstance(block, dict) and block.get("t") in ("Para", "Plain") and not block["c"]


def shown(inlines):
    """Give the text of a line in which code and formulas are no text."""
    return "".join("\0" * len(plain([i])) if i["t"] in ("Code", "Math") else plain([i]) for i in inlines)


def line(inlines):
    """Give a line without layout commands; one without a backslash stays as it is."""
    if "\\" not in shown(inlines):
        return inlines
    commands = any(pattern.search(shown(inlines)) for pattern in (LAYOUT, BREAK, AROUND))
    found = True
    while found:
        text = shown(inlines)
        if match := LAYOUT.search(text):
            inlines = [*cut(inlines, 0, match.start()), *cut(inlines, match.end(), len(text))]
        elif match := AROUND.search(text):
            inner = cut(inlines, match.start(2), match.end(2))
            made = [Strong(inner)] if match[1] == "textbf" and inner else inner
            inlines = [*cut(inlines, 0, match.start()), *made, *cut(inlines, match.end(), len(text))]
        elif match := BREAK.search(text) or (LONE.search(text) if commands else None):
            inlines = [
                *strip(cut(inlines, 0, match.start())),
                {"t": "LineBreak"},
                *strip(cut(inlines, match.end(), len(text))),
            ]
        else:
            found = False
    return strip(inlines)


def rawtex(doc: Doc) -> Doc:
    """Clean every block, and the lines of the metadata."""
    return {**doc, "meta": metadata(doc["meta"]), "blocks": cleaned(doc["blocks"])}


def metadata(tree):
    """Take the commands out of every line of the metadata."""
    if isinstance(tree, list):
        return [metadata(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "MetaInlines":
        return {**tree, "c": line(tree["c"])}
    return {key: metadata(value) for key, value in tree.items()}


if __name__ == "__main__":
    run(rawtex)
