#!/usr/bin/env python3
"""Turn a list in which every item is `Label: text` into items with a label.

    - **Languages:** Python, Go       →   ::: {.cvitem}
    - Tools: Git                          the Span head; Python, Go
                                          :::

Other lists stay lists, and lists inside an entry are its body.
"""

from pandocfilters import Plain

from md2moderncv.canonical import Doc, form, run
from md2moderncv.facts import fact
from md2moderncv.inlines import cut, plain, unwrap

LONGEST_LABEL = 4
"""In words; what stands before a colon and is longer is a sentence."""


def labelled(item):
    """Give the cvitem of a list item `Label: text …`, `None` for any other."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return None
    stated = fact(item[0]["c"])
    if not stated or not (stated.value or item[1:]) or len(stated.label.split()) > LONGEST_LABEL:
        return None
    text = plain(item[0]["c"])
    start = text.index(stated.label)
    head = unwrap(cut(item[0]["c"], start, start + len(stated.label)))
    body = [Plain(stated.value)] if stated.value else []
    return form("cvitem", {"head": head}, [*body, *item[1:]])


def items(doc: Doc) -> Doc:
    """Replace each list of labelled items that stands in a section by its items."""
    kept = []
    for block in doc["blocks"]:
        found = [labelled(item) for item in block["c"]] if block["t"] == "BulletList" else [None]
        kept += found if all(found) else [block]
    return {**doc, "blocks": kept}


if __name__ == "__main__":
    run(items)
