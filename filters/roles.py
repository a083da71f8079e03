#!/usr/bin/env python3
"""Make the dated roles that an employer's entry holds, or that follow it, entries within it.

    **Acme Ltd**, Town (2012 – 2021)         →   ::: {.cventry start="2012" end="2021"}
    - Senior Engineer (2015 – 2021)              the Spans dates, organisation and place
    - Engineer (2012 – 2015)                     ::: {.cventry start="2015" end="2021" above="organisation place"}
                                                 …   and the same for the other role

The roles stand in a list or in paragraphs below the employer, or are the entries that follow it; their dates lie
within the employer's.
"""

from md2moderncv.filters.bullets import listed as from_lists
from md2moderncv.filters.paragraphs import listed as from_paragraphs
from pandocfilters import Span

from md2moderncv import evidence
from md2moderncv.canonical import ABOVE, FIELDS, Doc, attr, fields, form, is_form, run
from md2moderncv.first_lines import says_who
from md2moderncv.inlines import plain, span
from md2moderncv.sectioning import by_section


def employer(block):
    """Give the fields of an entry that may be an employer's, with no role; `None` for any other block."""
    if not is_form(block, "cventry") or not block.get("made") or not attr(block)[2].get("start"):
        return None  # what the author states as an entry is one
    stated, _ = fields(block)
    role, name = stated.get("role"), stated.get("organisation")
    if role and name and evidence.balance(plain(role)) <= 0 and not fields(block)[1]:  # `Acme – Shop division`
        parted = [{"t": "Space"}, {"t": "Str", "c": "–"}, {"t": "Space"}]
        first, second = sorted((name, role), key=lambda one: span(one) or [])  # as the author has them
        stated, role = {**stated, "organisation": [*first, *parted, *second], "role": []}, []
    if role and (stated.get("organisation") or evidence.starts_as_role(plain(role)) or says_who(plain(role))):
        return None
    named = {"organisation": role} if role else {}
    made = {**stated, **named, "role": []}
    return made if made.get("organisation") and not made.get("grade") else None


def is_within(block, outer):
    """Tell whether an entry's dates lie within another's, each compared as precisely as both state them."""
    dates, outer_dates = attr(block)[2], attr(outer)[2]
    begin, end = dates.get("start", ""), dates.get("end", "")
    first, last = outer_dates["start"], outer_dates["end"]
    if not begin or begin[: len(first)] < first[: len(begin)]:
        return False
    return not last or (bool(end) and end[: len(last)] <= last[: len(end)])


def is_role(block):
    """Tell whether an entry names one thing, and where it was perhaps, which may be a role with the employer above."""
    stated, _ = fields(block)
    return bool(block.get("made")) and not (stated.get("organisation") and stated.get("role"))


def are_roles(entries, outer):
    """Tell whether entries are what somebody was at one employer: one name each, half of them words for roles."""
    if not entries or not all(is_role(entry) and is_within(entry, outer) for entry in entries):
        return False
    named = [fields(entry)[0] for entry in entries]
    said = [evidence.balance(plain(one.get("role") or one.get("organisation") or [])) for one in named]
    return sum(sign > 0 for sign in said) * 2 >= len(said) and not any(sign < -1 for sign in said)


def below(entry, section):
    """Give what an employer's entry holds, the dated roles in it made entries; nothing where there are none."""
    _, body = fields(entry)
    made = from_lists(section, from_paragraphs(section, body))
    entries = [block for block in made if is_form(block, "cventry")]
    if not are_roles(entries, entry):
        return []
    return made if len(entries) > 1 or (len(made) == 1 and starts_as_role(entries[0])) else []


def starts_as_role(entry):
    """Tell whether the name of an entry starts as roles do: `Received the third prize` is an achievement."""
    stated, _ = fields(entry)
    return evidence.starts_as_role(plain(stated.get("role") or stated.get("organisation") or []))


def behind(blocks, index, stated):
    """Count the entries right behind an employer's without a body that are its roles."""
    if fields(blocks[index])[1] or evidence.balance(plain(stated["organisation"])) > 0:
        return 0
    count = 0
    for block in blocks[index + 1 :]:
        if not is_form(block, "cventry") or not are_roles([block], blocks[index]):
            break
        count += 1
    return count if evidence.balance(plain(stated["organisation"])) < 0 or count > 1 else 0


def with_employer(block, stated):
    """Give a role the employer and the place of the entry above it."""
    if not is_form(block, "cventry"):
        return block
    own, _ = fields(block)
    made = {"dates": own.get("dates", []), "role": own.get("role") or own.get("organisation", [])}
    made |= {"organisation": stated["organisation"], "place": own.get("place") or stated.get("place", [])}
    made["grade"] = own.get("grade", [])
    return said_above(block, made, [key for key in ABOVE if made[key] and made[key] == stated.get(key)])


def with_role(block, role):
    """Give an entry that names an employer the role that the heading of its section says."""
    own, _ = fields(block)
    return said_above(block, {**own, "role": role, "organisation": own.get("organisation") or own["role"]}, ["role"])


def said_above(block, made, keys):
    """Give an entry with other fields, and the keys of those that the line above it says already."""
    spans = [Span(["", [key], []], made[key]) for key in FIELDS if made.get(key)]
    (identifier, classes, pairs), (first, *body) = block["c"]
    return {**block, "c": [[identifier, classes, [*pairs, ["above", " ".join(keys)]]], [{**first, "c": spans}, *body]]}


def holding(block, stated, inner):
    """Give an employer's entry that holds its roles."""
    _, _, pairs = block["c"][0]
    made = form("cventry", stated, [with_employer(one, stated) for one in inner], at=block.get("at"))
    return {**made, "c": [[*made["c"][0][:2], pairs], made["c"][1]]}


def made(section, blocks):
    """Give a section's blocks, employers' entries holding their roles."""
    kept = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        stated = employer(block)
        inner = below(block, section) if stated else []
        if stated and not inner:
            count = behind(blocks, index - 1, stated)
            inner, index = blocks[index : index + count], index + count
        kept.append(holding(block, stated, inner) if inner else block)
    return kept


def roles(doc: Doc) -> Doc:
    """Part the entries of employers into those of the roles that they hold."""
    return by_section(doc, made, first=False)


if __name__ == "__main__":
    run(roles)
