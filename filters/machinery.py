#!/usr/bin/env python3
"""Drop what site generators would have replaced: `{% include … %}`, `{{ page.title }}`, `{: .date}`, `{{< … >}}`.

    Engineer {: .date}   {% if x %}   →   Engineer

What it reads in code stays.
"""

from md2moderncv.canonical import Doc, attr, run
from md2moderncv.hidden import is_hidden
from md2moderncv.inlines import INLINE_LISTS, content, cut, plain, strip, with_content
from md2moderncv.machinery import MARKS


def cleaned(tree):
    """Take the marks out of every line of a tree; lines and paragraphs that held nothing else go."""
    if isinstance(tree, list):
        tree = [value for value in tree if not is_unseen(value)]
        values = [cleaned(value) for value in tree]
        if any(isinstance(v, dict) and v.get("t") in INLINE_LISTS for v in tree):
            return [v for v, old in zip(values, tree, strict=True) if not (emptied(v) and not emptied(old))]
        return values
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") in ("Para", "Plain"):
        return {**tree, "c": without_marks(seen(tree["c"]))}
    if tree.get("t") == "Header":
        return {**tree, "c": [*tree["c"][:2], without_marks(seen(tree["c"][2]))]}
    if "t" in tree and not isinstance(tree.get("c"), (list, dict)):
        return tree
    return {key: cleaned(value) for key, value in tree.items()}


def is_unseen(element):
    """Tell whether a Div, a Span or a heading has attributes by which pages hide it."""
    if not isinstance(element, dict) or element.get("t") not in ("Div", "Span", "Header"):
        return False
    return is_hidden(attr(element)[2])


def seen(inlines):
    """Give a line without what its attributes hide, however deep, and its footnotes without marks."""
    kept = []
    for inline in inlines:
        inner = content(inline)
        if inline["t"] == "Note":
            kept.append({**inline, "c": cleaned(inline["c"])})
        elif not is_unseen(inline):
            kept.append(with_content(inline, seen(inner)) if inner else inline)
    return kept


def emptied(block):
    """Tell whether a block is a paragraph without anything in it."""
    return isinstance(block, dict) and block.get("t") in ("Para", "Plain") and not block["c"]


def without_marks(inlines):
    """Give a line without the marks in its running text."""
    # code is no place for marks: a character stands for each of its own
    text = "".join("\0" * len(plain([i])) if i["t"] == "Code" else plain([i]) for i in inlines)
    found = list(MARKS.finditer(text))
    if not found:
        return inlines
    kept = []
    position = 0
    for match in found:
        kept += cut(inlines, position, match.start())
        position = match.end()
    return strip([*kept, *cut(inlines, position, len(text))])


def machinery(doc: Doc) -> Doc:
    """Drop the marks of every block."""
    return {**doc, "blocks": cleaned(doc["blocks"])}


if __name__ == "__main__":
    run(machinery)
