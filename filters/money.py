#!/usr/bin/env python3
"""Turn `$…$` that is not plainly mathematics back into text: in a CV a dollar sign is money, and `~` is about.

Saved $20k and hired for $5M   →   the same words, no formula
~30 people, growth of ~40 %    →   the same words, nothing below the line
"""

import re

from pandocfilters import Space, Str, walk

from md2moderncv.canonical import Doc, run

PLAINLY_MATH = re.compile(r"[\\^_=<>]|^\s*[A-Za-z]\s*$|^\s*[A-Za-z]\s*[+*/-]|^[A-Za-z]\([A-Za-z0-9 +*]+\)$")


def as_text(key, value, format, meta):
    """Give the words of an inline formula that is none, and of what two `~` far apart would set below the line."""
    if key == "Subscript" and any(inline["t"] in ("Space", "SoftBreak") for inline in value):
        inner = [part for one in value for part in (as_text(one["t"], one.get("c"), format, meta) or [one])]
        return [Str("~"), *inner, Str("~")]
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
