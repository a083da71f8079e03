#!/usr/bin/env python3
"""Turn `$…$` that is not plainly mathematics back into text: in a CV a dollar sign is money.

Saved $20k and hired for $5M   →   the same words, no formula
"""

import re

from pandocfilters import Space, Str, walk

from md2moderncv.canonical import Doc, run

PLAINLY_MATH = re.compile(r"[\\^_=<>]|^\s*[A-Za-z]\s*$|^\s*[A-Za-z]\s*[+*/-]|^[A-Za-z]\([A-Za-z0-9 +*]+\)$")


def as_text(key, value, format, meta):
    """Give the words of an inline formula that is none."""
    if key != "Math" or value[0]["t"] != "InlineMath" or PLAINLY_MATH.search(value[1]):
        return None
    inlines = []
    for word in f"${value[1]}$".split(" "):
        inlines += [Space(), Str(word)] if word else [Space()]
    return inlines[1:]


def money(doc: Doc) -> Doc:
    """Restore the dollar signs of every block."""
    return {**doc, "blocks": walk(doc["blocks"], as_text, "", {})}


if __name__ == "__main__":
    run(money)
