#!/usr/bin/env python3
"""Turn a definition list of dates into entries.

    2019 – 2021                              →   ::: {.cventry start="2019" end="2021"}
    :   **Engineer**; Acme (Town)                the Spans dates, role, organisation and place
                                                 :::

The dates may also stand in the definition, and its term be the role or the employer. Lists that follow belong to the
last entry. Terms without dates stay terms.
"""

from pandocfilters import DefinitionList

from md2moderncv.blocklines import LISTS, after_lines, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.dates import find
from md2moderncv.headlines import is_dated_list, is_short, names_below
from md2moderncv.heads import dated, field_line, read_head
from md2moderncv.inlines import plain
from md2moderncv.pieces import pieces
from md2moderncv.sectioning import sections
from md2moderncv.settle import settle

LONGEST_TERM = 12
"""Words of a term that may be dates with a remark: `2019 – 2021 (part-time)`."""


def entry_head(term, parts):
    """Give the head and the body of a term that is dates, or whose definition holds them; `None` for any other."""
    text = plain(term)
    first = parts[0] if parts else []
    lines = text_lines(first[0]) if first and first[0]["t"] in ("Para", "Plain") else []
    rest = [block for part in parts[1:] for block in part]
    if find(text) and dated(term) and len(text.split()) <= LONGEST_TERM:
        taken = lines[: 1 + names_below(lines[1:], pieces(lines[0]))] if lines else []
        head = read_head([term, *taken])
        left = after_lines(first[0], len(taken)) if lines else first[:1]
        return (head, [*left, *first[1:], *rest]) if head else None
    for number, line in enumerate(lines[:3]):
        if is_short(line) and dated(line):
            head = read_head([term, *lines[: number + 1]])
            if head is None:
                return None
            rest = [block for part in parts[1:] for block in unnamed(head, part)]
            return head, [*after_lines(first[0], number + 1), *first[1:], *rest]
        if not is_short(line):
            break
    return None


def unnamed(head, part):
    """Give what is left of a definition when a line that names a field, `Location: Town`, went to the head."""
    lines = text_lines(part[0]) if len(part) == 1 else []
    named = field_line(lines[0]) if len(lines) == 1 else None
    if not named or named[0] == "dates" or named[0] in head.stated:
        return part
    head.stated[named[0]] = named[1]
    return []


def definitions(doc: Doc) -> Doc:
    """Replace the dated terms of each definition list by entries."""
    blocks = []
    for section in sections(doc["blocks"]):
        if section.heading:
            blocks.append(section.heading)
        inner = doc["blocks"][section.start : section.stop]
        blocks += (
            inner
            if section.is_kind("publications")
            else listed(inner, section.is_kind("education") or section.is_kind("experience"))
        )
    return {**doc, "blocks": blocks}


def listed(blocks, employed):
    """Give a section's blocks, its dated terms made entries."""
    found = {}
    for index, block in enumerate(blocks):
        if block["t"] == "DefinitionList":
            heads = [entry_head(term, parts) for term, parts in block["c"]]
            if any(heads):
                found[index] = heads
    settled = settle([item[0] for heads in found.values() for item in heads if item], employed)
    kept = []
    last = None  # the entry that lists may still belong to
    for index, block in enumerate(blocks):
        if index not in found:
            if last is not None and block["t"] in LISTS and not is_dated_list(block):
                last["c"][1].append(block)
            else:
                last = last if block["t"] == "Para" and last is None else None
                kept.append(block)
            continue
        for (term, parts), item in zip(block["c"], found[index], strict=True):
            if item is None:
                kept.append(DefinitionList([[term, parts]]))
                last = None
                continue
            last = form("cventry", settled.pop(0), item[1], item[0].range, item[0].at)
            kept.append(last)
    return kept


if __name__ == "__main__":
    run(definitions)
