#!/usr/bin/env python3
"""Turn a definition list of dates into entries.

    2019 – 2021                              →   ::: {.cventry start="2019" end="2021"}
    :   **Engineer**; Acme (Town)                the Spans dates, role, organisation and place
                                                 :::

The dates may also stand in the definition, and its term be the role or the employer. Lists that follow belong to the
last entry. Terms without dates stay terms.
"""

from pandocfilters import DefinitionList, Para, Strong

from md2moderncv import evidence
from md2moderncv.blocklines import LISTS, after_lines, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.completion import completed
from md2moderncv.dated import dated
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.headlines import ends_shortened, is_dated_list, is_marked, is_short, names_below, only_dates
from md2moderncv.heads import read_head
from md2moderncv.inlines import length, plain
from md2moderncv.pieces import strong
from md2moderncv.sectioning import by_section, folded, is_usual
from md2moderncv.settle import settle

LONGEST_TERM = 12
"""Words of a term that may be dates with a remark: `2019 – 2021 (part-time)`."""


def entry_head(term, parts):
    """Give the head and the body of a term that is dates, or whose definition holds them; `None` for any other."""
    text = plain(term)
    first = parts[0] if parts else []
    lines = text_lines(first[0]) if first and first[0]["t"] in ("Para", "Plain") else []
    if find(text) and dated(term) and len(text.split()) <= LONGEST_TERM:
        taken = lines[: 1 + names_below(lines[1:], strong(lines[0]))] if lines else []
        head = read_head([term, *taken])
        left = after_lines(first[0], len(taken)) if lines else first[:1]
        if head is None:
            return None
        rest = [block for part in parts[1:] for block in unnamed(head, part)]
        return head, [*left, *first[1:], *rest]
    if behind := only_dates_behind(term, parts):
        head = read_head([line for part in parts[: behind + 1] for line in text_lines(part[0])])
        if head:
            head.put(term)
            return head, [block for part in parts[behind + 1 :] for block in unnamed(head, part)]
    if (dates := dates_among(term, parts)) is not None:
        head = read_head(text_lines(parts[dates][0]))
        head.put(term)
        return head, [block for part in (*parts[:dates], *parts[dates + 1 :]) for block in unnamed(head, part)]
    for number, line in enumerate(lines[:3]):
        if (is_short(line) and dated(line)) or ends_in_dates(line):
            head = read_head(lines[: number + 1])
            if head is None:
                return None
            if evidence.balance(text) <= 0 and any(evidence.balance(piece.text) > 0 for piece in head.pieces):
                head.add(term, employer=True)
            else:
                head.put(term)
            rest = [block for part in parts[1:] for block in unnamed(head, part)]
            return head, [*after_lines(first[0], number + 1), *first[1:], *rest]
        if not is_short(line):
            break
    return None


def only_dates_behind(term, parts):
    """Give which definition of a term is nothing but dates, where those before it are a short line each; 0 for none.

    `**Engineer**`, `: **Acme**`, `: **2019 – 2021**`.
    """
    said = [plain(term)]
    for number, part in enumerate(parts[:MOST_PARTS]):
        lines = text_lines(part[0]) if len(part) == 1 else []
        if len(lines) != 1 or not is_short(lines[0]) or ends_sentence(plain(lines[0])):
            return 0
        if only_dates(lines[0]):
            return number if is_marked(term) or any(map(evidence.balance, said)) else 0
        said.append(plain(lines[0]))
    return 0


def ends_sentence(text):
    """Tell whether a text ends in the full stop of a sentence."""
    return text.endswith(".") and not ends_shortened(text)


MOST_PARTS = 4
"""Definitions of a term of which one is its dates."""


def dates_among(term, parts):
    """Give which definition of a term in markup is one line of dates and nothing else, if only one is; else nothing.

    `**Acme** - Engineer`, `: I built looms.`, `: *2019 – 2021*`.
    """
    listed = [text_lines(part[0]) if len(part) == 1 else [] for part in parts]
    found = [number for number, lines in enumerate(listed) if len(lines) == 1 and only_dates(lines[0])]
    return found[0] if len(found) == 1 and is_marked(term) and not dated(term) else None


def ends_in_dates(line):
    """Tell whether a line ends in dates, and a full stop perhaps, and is no longer than heads are."""
    return length(plain(line)) <= LONGEST_TERM and dated(line, strict=True) is not None


def several(parts):
    """Give the heads and bodies of the definitions of one term where there are several, each dated; else `None`."""
    found = []
    for part in parts:
        lines = text_lines(part[0]) if part and part[0]["t"] in ("Para", "Plain") else []
        count = next((n for n, line in enumerate(lines[:3], 1) if dated(line, strict=True)), 0)
        head = read_head(lines[:count], strict=True) if count and all(map(is_short, lines[: count - 1])) else None
        if head is None or not (head.pieces or head.stated):
            return None
        found.append((head, [*after_lines(part[0], count), *part[1:]]))
    return found if len(found) > 1 else None


def is_employer(term, heads):
    """Tell whether a term is the employer or the school of all its definitions: none of them names another."""
    text = plain(term)
    said = [evidence.balance(piece.text) for head in heads for piece in head.pieces]
    named = evidence.balance(text) < 0 or (evidence.balance(text) == 0 and sum(said) > 0)
    return (
        is_short(term)
        and not dated(term)
        and named
        and not any(sign < 0 for sign in said)
        and not is_usual(folded(text))
    )


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
    made = gathered(filled(blocks))
    read = [item for item in made if isinstance(item, tuple)]
    pairs = [(head, completed(head, body, section.subject)) for head, body in read]
    settled = iter(zip(settle([head for head, _ in pairs], section.subject), pairs, strict=True))
    kept = []
    for item in made:
        if isinstance(item, tuple):
            stated, (head, body) = next(settled)
            kept.append(form("cventry", stated, body, head.range, head.at))
        else:
            kept.append(item)
    return kept


def filled(blocks):
    """Give blocks with empty definitions left out; the last of a list takes the paragraph behind it for its own."""
    made = []
    for block in blocks:
        if block["t"] == "DefinitionList":
            pairs = [[term, [part for part in parts if not is_empty(part)]] for term, parts in block["c"]]
            block = {**block, "c": pairs}
        elif block["t"] == "Para" and made and made[-1]["t"] == "DefinitionList" and not made[-1]["c"][-1][1]:
            *pairs, (term, _) = made[-1]["c"]
            block = {**made.pop(), "c": [*pairs, [term, [[block]]]]}
        made.append(block)
    return made


def is_empty(part):
    """Tell whether a definition holds no word: `: []()`."""
    return all(block["t"] in ("Plain", "Para") and not plain(block["c"]).strip() for block in part)


def gathered(blocks):
    """Give blocks, and for each dated term its head with what belongs to it: also what follows the list of one term."""
    several_lists = sum(block["t"] == "DefinitionList" for block in blocks) > 1
    made = []
    open_body = None  # of the entry that the next blocks may belong to
    for block in blocks:
        if block["t"] != "DefinitionList":
            follows = block["t"] in LISTS and not is_dated_list(block)
            follows = follows or (block["t"] == "Para" and several_lists and not any(map(dated, text_lines(block)[:1])))
            if open_body is not None and follows:
                open_body.append(block)
            else:
                open_body = None
                made.append(block)
            continue
        read = [several(parts) or entry_head(term, parts) for term, parts in block["c"]]
        if not any(read):
            made.append(block)
            open_body = None
            continue
        for (term, parts), found in zip(block["c"], read, strict=True):
            if isinstance(found, list):
                if is_employer(term, [head for head, _ in found]):
                    for head, _ in found:
                        head.add(term, employer=True)
                elif is_short(term) and not dated(term) and all(len(head.all_pieces()) == 1 for head, _ in found):
                    for head, _ in found:
                        head.put(term)
                else:
                    made.append(Para([Strong(term)]))
                made += found
                open_body = None
            elif found:
                made.append((found[0], open_body := list(found[1])))
            else:
                made.append(DefinitionList([[term, parts]]))
                open_body = None
    return made


if __name__ == "__main__":
    run(definitions)
