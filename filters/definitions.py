#!/usr/bin/env python3
"""Turn a definition list of dates into entries.

    2019 – 2021                              →   ::: {.cventry start="2019" end="2021"}
    :   **Engineer**; Acme (Town)                the Spans dates, role, organisation and place
                                                 :::

The dates may also stand in the definition, and its term be the role or the employer. Lists that follow belong to the
last entry. Terms without dates stay terms.
"""

from pandocfilters import DefinitionList, Para, Strong

from md2moderncv.blocklines import LISTS, after_lines, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.dates import find
from md2moderncv.headlines import completed, is_dated_list, is_short, names_below
from md2moderncv.heads import dated, field_line, read_head
from md2moderncv.inlines import plain
from md2moderncv.pieces import strong
from md2moderncv.sectioning import by_section
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
        taken = lines[: 1 + names_below(lines[1:], strong(lines[0]))] if lines else []
        head = read_head([term, *taken])
        left = after_lines(first[0], len(taken)) if lines else first[:1]
        return (head, completed(head, [*left, *first[1:], *rest])) if head else None
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


def several(parts):
    """Give the heads and bodies of the definitions of one term where each, or all but one, is dated; else `None`."""
    found = []
    for part in parts:
        lines = text_lines(part[0]) if part and part[0]["t"] in ("Para", "Plain") else []
        head = read_head([lines[0]], strict=True) if lines and dated(lines[0], strict=True) else None
        if head is None or not (head.pieces or head.stated):
            return None
        found.append((head, [*after_lines(part[0], 1), *part[1:]]))
    return found if len(found) > 1 else None


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
    return by_section(doc, listed)


def listed(section, blocks):
    """Give a section's blocks, its dated terms made entries."""
    found = {}
    for index, block in enumerate(blocks):
        if block["t"] == "DefinitionList":
            heads = [several(parts) or entry_head(term, parts) for term, parts in block["c"]]
            if any(heads):
                found[index] = heads
    listed_heads = [
        pair
        for heads in found.values()
        for item in heads
        if item
        for pair in (item if isinstance(item, list) else [item])
    ]
    settled = settle([head for head, _ in listed_heads], section.subject)
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
            if isinstance(item, list):
                kept.append(Para([Strong(term)]))
                kept += [form("cventry", settled.pop(0), body, head.range, head.at) for head, body in item]
                last = None
                continue
            if item is None:
                kept.append(DefinitionList([[term, parts]]))
                last = None
                continue
            last = form("cventry", settled.pop(0), item[1], item[0].range, item[0].at)
            kept.append(last)
    return kept


if __name__ == "__main__":
    run(definitions)
