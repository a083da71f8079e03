#!/usr/bin/env python3
"""Give roles without an employer that which the heading above them names, and employers their role.

    ## Acme Ltd                                       →   ## Acme Ltd
    ::: {.cventry start="2012" end="2015"}                ::: {.cventry start="2012" end="2015" above="organisation"}
    the Spans dates and role                              the Spans dates, role and organisation

So does a short paragraph right above them, with the town on a line of its own perhaps. A heading that is a role
gives it to the employers right below it, or to the one right above it that has none. Where several sections are
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
from md2moderncv.sectioning import folded, is_usual, sections, title
from md2moderncv.settle import parted, without_brackets
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
    deeper = [index for index in range(section.start, section.stop) if blocks[index]["t"] == "Header"]
    stop = next((index for index in deeper if may_be_employer(blocks[index]["c"][2])), section.stop)
    listed = [index for index in range(section.start, stop) if is_form(blocks[index], "cventry")]
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
        found = [one for one in found if one[2] == "organisation" and len(one[1]) >= FEWEST and is_sure(one[0])]
    for section, names, key in found:
        said = section.heading["c"][2]
        for index in names:
            made = with_role(blocks[index], said) if key == "role" else with_employer(blocks[index], placed(said))
            blocks[index] = made
    return blocks


def is_sure(section):
    """Tell whether the heading of a section is an employer by its words, by a link or by its place."""
    line = section.heading["c"][2]
    stated = placed(line)
    told = evidence.balance(plain(stated["organisation"])) < 0
    return told or "place" in stated or any(inline["t"] == "Link" for inline in line)


def placed(line):
    """Give what a line says of an employer by its field: its name, and where it is perhaps."""
    name, place = parted(line)
    return {"organisation": name, "place": place} if place else {"organisation": line}


def may_be_employer(line):
    """Tell whether a line is short, and neither dated, a role, a place nor what a part of a CV is called."""
    text = plain(placed(line)["organisation"]).strip()
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
    lines = [block["c"][2]] if block["t"] == "Header" else text_lines(block)
    if not 1 <= len(lines) <= 2 or (block["t"] == "Header" and block["c"][0] < 2):
        return {}
    if block["t"] == "Para" and not (is_marked(lines[0]) and plain(lines[0])[:1].isupper()):
        return {}
    if not may_be_employer(lines[0]):
        return {}
    if len(lines) > 1 and not evidence.sure_place(plain(lines[1]).strip(" ()")):
        return {}
    return {**placed(lines[0]), **({"place": without_brackets(lines[1])} if len(lines) > 1 else {})}


def roles_below(blocks, start):
    """Give the indices of the entries below a heading or a line, up to the next; nothing unless all are roles alone."""
    if blocks[start]["t"] not in ("Header", "Para"):
        return []
    headed = blocks[start]["t"] == "Header"
    found = []
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if is_form(block, "cventry"):
            found.append(index)
        elif block["t"] == "Header" or not headed:
            break
    named = [fields(blocks[index])[0] for index in found if blocks[index].get("made")]
    alone = [one for one in named if one.get("role") and not one.get("organisation")]
    said = [evidence.balance(plain(one["role"])) for one in alone]
    return found if len(alone) == len(found) and all(sign > 0 for sign in said) else []


def is_role(block):
    """Tell whether a block is a heading below that of the section that names a role, and nothing else."""
    if block["t"] != "Header" or block["c"][0] < 2:
        return False
    if is_usual(title(block)) or dated(block["c"][2]):
        return False
    text = plain(block["c"][2])
    return evidence.balance(text) > 0 and evidence.organisation(text) == 0


def lacks_role(block, subject):
    """Tell whether a block is the entry of an employer without a role, or of a school without a degree."""
    stated = fields(block)[0] if is_form(block, "cventry") and block.get("made") else {}
    named = [stated[key] for key in ("role", "organisation") if stated.get(key)]
    return len(named) == 1 and evidence.balance(plain(named[0])) < (subject != "education")


def is_named_behind(blocks, index):
    """Tell whether the heading right behind an entry without a body is its role: it has no entry of its own."""
    own = index and blocks[index - 1]["t"] == "Header"
    behind = blocks[index + 1 : index + 2]
    begun = any(is_form(block, "cventry") for block in blocks[index + 2 : index + 3])
    return not (own or begun or fields(blocks[index])[1]) and any(map(is_role, behind))


def with_roles(subject, blocks):
    """Give a section's blocks, employers without a role with that which the heading above them names, or below them.

    A heading has one entry, or several that follow each other; one right behind an entry without a body may be its own.
    """
    made = [*blocks]
    above = taken = (
        None  # the heading whose role the next entry may be, and the last that was that of the one before it
    )
    for index, block in enumerate(blocks):
        if block["t"] == "Header":
            above = block if block is not taken and is_role(block) else None
        elif is_form(block, "cventry"):
            following = blocks[index + 1] if index + 1 < len(blocks) else {"t": ""}
            if above and lacks_role(block, subject):
                made[index] = with_role(block, above["c"][2])
                above = above if is_form(following, "cventry") and subject != "education" else None
            elif lacks_role(block, subject) and is_named_behind(blocks, index):
                made[index] = with_role(block, following["c"][2])
                taken = following
            else:
                above = None
    return made


def below_lines(section, blocks):
    """Give a section's blocks, the roles and employers that a heading or a line beside them completes with that."""
    if section.subject not in ("experience", "education", ""):
        return blocks
    blocks = with_roles(section.subject, blocks)
    if section.subject == "education":
        return blocks
    for index, block in enumerate(blocks):
        found = roles_below(blocks, index)  # what it says is read where there are any, as that takes longer
        stated = employer_at(block) if found else {}
        for role in found if stated else []:
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
