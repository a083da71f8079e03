"""The canonical CV AST: how its forms are built, taken apart, and made by a script.

`filters/__init__.py` documents the forms.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from pandocfilters import Div, Plain, Space, Span, Str

from md2moderncv.dates import DateRange
from md2moderncv.inlines import BREAKS, Inline, plain, span

Block = dict[str, Any]
Doc = dict[str, Any]
Filter = Callable[[Doc], Doc]
Fields = dict[str, list[Inline]]
"""What an entry's fields hold, by their names."""

FIELDS = ("dates", "role", "organisation", "place", "grade")
"""An entry's fields, in the order of `\\cventry`."""
ABOVE = ("organisation", "place")
"""Those that an employer's line above may say for several entries."""
SAID_ABOVE = (*ABOVE, "role")
"""Those that the heading of a section may say, too."""
SPANS = (*FIELDS, "head", "text", "comment")
"""The classes of the Spans that hold a form's fields."""


def attr(block: Block) -> tuple[str, list[str], dict[str, str]]:
    """Give identifier, classes and attributes of a Div, Header or Span."""
    identifier, classes, pairs = block["c"][1] if block["t"] == "Header" else block["c"][0]
    return identifier, classes, dict(pairs)


def is_form(block: Block, name: str) -> bool:
    """Tell whether a block is the canonical form of that name."""
    return block["t"] == "Div" and name in block["c"][0][1]


def form(
    name: str,
    fields: dict[str, list[Inline]],
    body: list[Block],
    dates: DateRange | None = None,
    at: list[int] | None = None,
    above: str = "",
) -> Block:
    """Build a canonical form: a Div whose first block holds a Span a field; empty fields are left out.

    `at` is where it starts in the source, else that is where its fields do. What an author states is never `made`.
    `above` is the text of a line that stays above it, which may say its employer.
    """
    pairs = []
    if dates:
        if dates.start:
            pairs.append(["start", dates.start.iso()])
        pairs.append(["end", dates.end.iso() if dates.end else ""])
    if said := [name for name in ABOVE if (text := plain(fields.get(name, []))) and text in above]:
        pairs.append(["above", " ".join(said)])
    spans = [Span(["", [key], []], value) for key, value in fields.items() if value]
    block: Block = {**Div(["", [name], pairs], [Plain(spans), *body]), "made": True}
    if at := at or span([inline for value in fields.values() for inline in value]):
        block["at"] = at
    return block


def fields(block: Block) -> tuple[dict[str, list[Inline]], list[Block]]:
    """Take a canonical form apart into its fields and its body."""
    blocks = block["c"][1]
    if not blocks or blocks[0]["t"] not in ("Plain", "Para"):
        return {}, blocks
    found: dict[str, list[Inline]] = {}
    beside: list[Inline] = []
    for inline in blocks[0]["c"]:
        name = next((name for name in inline["c"][0][1] if name in SPANS), "") if inline["t"] == "Span" else ""
        if not name:
            beside.append(inline)
        elif name in found:  # said twice: both are kept
            found[name] = [*found[name], Str(","), Space(), *inline["c"][1]]
        else:
            found[name] = inline["c"][1]
    if not found:
        return {}, blocks  # an ordinary paragraph
    rest = [{"t": "Para", "c": beside}] if any(inline["t"] not in BREAKS for inline in beside) else []
    return found, [*rest, *blocks[1:]]


def run(rule: Filter) -> None:
    """Run a filter as pandoc does: a JSON AST on stdin, the filtered one on stdout."""
    doc = json.load(sys.stdin)
    json.dump(rule(doc), sys.stdout)
