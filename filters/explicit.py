#!/usr/bin/env python3
"""Turn the short form of a canonical form into the form: attributes of a Div become Spans in its first block.

::: {.cventry dates="2019–2021" role="Engineer" organisation="Acme"}
Built engines.
:::
"""

from pandocfilters import Plain, Space, Span, Str

from md2moderncv.canonical import FIELDS, Doc, run

FORMS = {"cventry": FIELDS, "cvitem": ("head",), "cvitemwithcomment": ("head", "text", "comment")}
"""The attributes that each form takes, in the order of the class."""


def words(text):
    """Give plain text as inlines."""
    inlines = []
    for word in text.split():
        inlines += [Space(), Str(word)]
    return inlines[1:]


def spans(tree):
    """Give every Div of a known class its Spans, once; unlike pandocfilters' walk, this keeps positions."""
    if isinstance(tree, list):
        return [spans(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    tree = {key: spans(value) for key, value in tree.items()}
    return stated(tree) if tree.get("t") == "Div" else tree


def stated(div):
    """Give a Div the Spans that its attributes state."""
    (identifier, classes, pairs), blocks = div["c"]
    known = next((FORMS[name] for name in classes if name in FORMS), ())
    given = {name: text for name, text in pairs if name in known}
    if not given:
        return div
    rest = [[name, text] for name, text in pairs if name not in given]
    line = [Span(["", [name], []], words(given[name])) for name in known if name in given]
    return {**div, "c": [[identifier, classes, rest], [Plain(line), *blocks]]}


def explicit(doc: Doc) -> Doc:
    """Expand every short form."""
    return {**doc, "blocks": spans(doc["blocks"])}


if __name__ == "__main__":
    run(explicit)
