#!/usr/bin/env python3
"""Give roles without an employer that which the heading above them names.

    ## Acme Ltd                                       →   ## Acme Ltd
    ::: {.cventry start="2012" end="2015"}                ::: {.cventry start="2012" end="2015" above="organisation"}
    the Spans dates and role                              the Spans dates, role and organisation

So does a short paragraph right above them, with the town on a line of its own perhaps. Where several sections are
called after an employer each, their roles are with it; where they are called after a role each, that is what their
entries were.
"""

from md2moderncv.filters.roles import with_employer, with_role

from md2moderncv import evidence
from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import Doc, fields, is_form, run
from md2moderncv.dated import dated
from md2moderncv.headlines import is_grouping, is_marked
from md2moderncv.inlines import plain
from md2moderncv.sectioning import folded, is_usual, sections
from md2moderncv.settle import without_brackets
from md2moderncv.technologies import is_technology

FEWEST = 2
"""Sections that are an employer each, or the roles below one; one may be called anything."""
LONGEST = 8
"""Words of a heading that may be an employer's name."""


def names_of(section, blocks):
    """Give the one name of each entry of a section that may be called after an employer or a role, by its index.

    Such entries are all `made`, and have a role or an organisation, not both; nothing for any other section.
    """
    if section.heading is None or section.subject or is_usual(section.title):
        return {}
    if len(plain(section.heading["c"][2]).split()) > LONGEST:
        return {}
    listed = [index for index in range(section.start, section.stop) if is_form(blocks[index], "cventry")]
    named = {index: fields(blocks[index])[0] for index in listed if blocks[index].get("made")}
    if len(named) < len(listed) or any(bool(o.get("role")) == bool(o.get("organisation")) for o in named.values()):
        return {}
    return {index: plain(one.get("role") or one["organisation"]) for index, one in named.items()}


def says_of_all(section, names):
    """Tell what the heading of a section says of its entries, by their names: `organisation`, `role`, or nothing.

    A heading that names no role is the employer of roles; one that names a role is what somebody was with employers.
    """
    if not names:
        return ""
    signs = [evidence.balance(name) for name in names]
    if evidence.balance(plain(section.heading["c"][2])) <= 0:
        return "organisation" if all(sign > 0 for sign in signs) else ""
    return "role" if all(sign <= 0 for sign in signs) else ""


def below_sections(blocks):
    """Give a document's blocks, the entries of sections that are called after employers or roles with those."""
    blocks = [*blocks]
    listed = [(section, names_of(section, blocks)) for section in sections(blocks)]
    found = [(section, names, key) for section, names in listed if (key := says_of_all(section, names.values()))]
    if len(found) < FEWEST:
        found = [one for one in found if one[2] == "organisation" and len(one[1]) >= FEWEST]
    for section, names, key in found:
        said = section.heading["c"][2]
        for index in names:
            made = (
                with_employer(blocks[index], {key: said}) if key == "organisation" else with_role(blocks[index], said)
            )
            blocks[index] = made
    return blocks


def may_be_employer(line):
    """Tell whether a line is short, and neither dated, a role, a place nor what a part of a CV is called."""
    text = plain(line).strip()
    other = is_usual(folded(text)) or is_grouping(text) or evidence.sure_place(text) or is_technology(text)
    return (
        0 < len(text.split()) <= LONGEST
        and not text.endswith((".", ":", "!", "?"))
        and not other
        and not dated(line)
        and evidence.balance(text) <= 0
    )


def employer_at(block):
    """Give what a heading or a short paragraph says of the roles below it, by field; nothing where it names none."""
    if block["t"] == "Header":
        lines = [block["c"][2]] if block["c"][0] > 1 and may_be_employer(block["c"][2]) else []
    else:
        lines = text_lines(block) if block["t"] == "Para" else []
    if not lines or len(lines) > 2 or not may_be_employer(lines[0]):
        return {}
    if block["t"] == "Para" and not (is_marked(lines[0]) and plain(lines[0])[:1].isupper()):
        return {}
    if len(lines) > 1 and not evidence.sure_place(plain(lines[1]).strip(" ()")):
        return {}
    return {"organisation": lines[0], **({"place": without_brackets(lines[1])} if len(lines) > 1 else {})}


def roles_below(blocks, start):
    """Give the indices of the entries below a heading or a line, up to the next; nothing unless all are roles alone."""
    level = blocks[start]["c"][0] if blocks[start]["t"] == "Header" else 0
    found = []
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if is_form(block, "cventry"):
            found.append(index)
        elif block["t"] == "Header" or not level:
            break
    named = [fields(blocks[index])[0] for index in found if blocks[index].get("made")]
    alone = [one for one in named if one.get("role") and not one.get("organisation")]
    said = [evidence.balance(plain(one["role"])) for one in alone]
    return found if len(alone) == len(found) and all(sign > 0 for sign in said) else []


def below_lines(section, blocks):
    """Give a section's blocks, the roles that stand below the name of their employer with it."""
    if section.subject not in ("experience", ""):
        return blocks
    blocks = [*blocks]
    for index, block in enumerate(blocks):
        if stated := employer_at(block):
            for role in roles_below(blocks, index):
                blocks[role] = with_employer(blocks[role], stated)
    return blocks


def headed(doc: Doc) -> Doc:
    """Give the roles below headings and lines that name their employer that employer."""
    blocks = below_sections(doc["blocks"])
    made = []
    for section in sections(blocks):
        inner = blocks[section.start : section.stop]
        made += [section.heading] if section.heading else []
        made += inner if section.heading is None else below_lines(section, inner)
    return {**doc, "blocks": made}


if __name__ == "__main__":
    run(headed)
