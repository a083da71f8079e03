#!/usr/bin/env python3
"""Turn a dated heading and what follows it into an entry.

    ### 04/2021 - present: Engineer for [Acme][]      →   ::: {.cventry start="2021-04" end=""}
    Built engines.                                         the Spans dates, role and organisation
                                                           Built engines.
                                                           :::

The dates stand at either end of the heading, set apart within it, or on one of the next lines (`*2019 – 2021* | Town`).
A heading that is only dates takes the line below it, or the headings above it, as its own. Dated headings below one
without dates are roles with that employer. Attributes (`### Engineer {organisation="Acme" dates="2019–2021"}`) win over
what is recognised.
"""

from dataclasses import dataclass, field
from typing import Any

from md2moderncv.filters.explicit import words

from md2moderncv import evidence
from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import FIELDS, Doc, attr, form, is_form, run
from md2moderncv.completion import completed
from md2moderncv.date_headings import below_their_headings, names_in_headings
from md2moderncv.dates import parse
from md2moderncv.employer_headings import employers, text_between
from md2moderncv.further_roles import further
from md2moderncv.headings import Found, heading_at, paired
from md2moderncv.headlines import begins_entry, is_entry
from md2moderncv.heads import Head
from md2moderncv.inlines import plain
from md2moderncv.sectioning import by_section, is_listed, title
from md2moderncv.settle import settle


def entry_of(blocks, index):
    """Read the heading at an index: by its attributes, as it is where its class says so, else by what it says."""
    _, classes, stated = attr(blocks[index])
    level = blocks[index]["c"][0]
    if "plain" in classes:
        return Found(index, index + 1, level, None)
    given = {name: words(text) for name, text in stated.items() if name in FIELDS}
    return Found(index, index + 1, level, None, given) if given else heading_at(blocks, index)


def explicit_fields(heading, given):
    """Give the fields that attributes state; the heading's own words are the first that none states."""
    own = next((name for name in ("role", "organisation", "grade", "place") if name not in given), "dates")
    return {name: given.get(name, []) or heading["c"][2] * (name == own) for name in FIELDS}


@dataclass
class Employer:
    """A heading that is the employer of the roles below it."""

    roles: list[int]
    """The indices of their headings."""
    stays: bool
    """Its line stays above them: for its dates, or for a text below it."""
    head: Head | None = None
    """What it says where it is dated, and so an entry that holds the roles."""
    body: list[Any] = field(default_factory=list)

    def entry(self, subject):
        """Give the entry that holds the roles, with no role of its own."""
        (stated,) = settle([self.head], subject)
        named = {"role": [], "organisation": stated.get("organisation") or stated["role"]}
        return form("cventry", {**stated, **named}, self.body, self.head.range, self.head.at)


def take_employers(found, blocks):
    """Give each head the words of the heading above it that is its employer; gives those headings by their index."""
    groups = employers(found, blocks)
    at = {item.index: item for item in found}
    made = {}
    for parent, children in groups.items():
        heading = blocks[parent]["c"][2]
        employer = Employer(children, text_between(at[parent], at[children[0]]), at[parent].head)
        between = blocks[at[parent].stop : at[children[0]].index - at[children[0]].chained]
        if not employer.head and is_town(between):
            heading = [*heading, {"t": "Str", "c": ","}, {"t": "Space"}, *between[0]["c"]]
            employer.stays = False
        made[parent] = employer
        for child in children:
            head = at[child].head
            if len(children) == 1 and evidence.balance(plain(heading)) > 0:
                head.put(heading)
            else:
                head.add(heading, employer=True)
            head.above = plain(heading) if employer.stays or employer.head else ""
    for parent in groups:
        at[parent].head = None
    return made


def is_town(blocks):
    """Tell whether blocks are one line that is a place and nothing else."""
    lines = text_lines(blocks[0]) if len(blocks) == 1 and blocks[0]["t"] == "Para" else []
    return len(lines) == 1 and evidence.sure_place(plain(lines[0]))


def stop_of(item, others, blocks):
    """Give the index behind an entry's body: the next heading as high, the next entry, or a form that stands alone.

    Two paragraphs that begin with a line of dates and a short one are entries of their own, not a body.
    """
    stop = next((o.index - o.chained for o in others if o.level <= item.level or o.head or o.given), len(blocks))
    stop = next((i for i in range(item.stop, stop) if is_form(blocks[i], "cventry")), stop)
    stop = next((i for i in range(item.stop, stop) if item.head and is_entry(blocks[i])), stop)
    dated = [i for i in range(item.stop, stop) if begins_entry(blocks[i])]
    return dated[0] if len(dated) > 1 else stop


def made(section, blocks):
    """Give a section's blocks, its dated headings made entries."""
    blocks = names_in_headings(blocks)
    if section.subject or section.heading is None or is_listed(title(section.heading)):
        blocks = below_their_headings(blocks)  # else the first may be the dates of what heads the section
    found = [entry_of(blocks, i) for i, block in enumerate(blocks) if block["t"] == "Header"]
    taken = {i for item in found for i in range(item.index - item.chained, item.stop) if i != item.index}
    found = [item for item in found if item.index not in taken]
    second = paired(found, blocks)
    found = [item for item in found if item.index not in second]
    groups = take_employers(found, blocks)
    found = further(found, blocks)
    bodies = {}
    for number, item in enumerate(found):
        if item.head or item.given:
            stop = stop_of(item, found[number + 1 :], blocks)
            rest = [*item.rest, *blocks[item.stop : stop]]
            bodies[item.index] = (stop, completed(item.head, rest, section.subject) if item.head else rest)
    dated = [item for item in found if item.head]
    settled = settle([item.head for item in dated], section.subject)
    fields = {item.index: stated for item, stated in zip(dated, settled, strict=True)}
    kept = []
    position = 0
    employer = None  # whose roles the next ones are
    for item in found:
        start = item.index - item.chained
        if start < position:
            continue
        into = employer.body if employer else kept
        into += blocks[position:start]
        position = item.index
        if employer and item.index not in employer.roles:
            kept.append(employer.entry(section.subject))
            employer, into = None, kept
        if not (item.head or item.given):
            group = groups.get(item.index)
            if group and group.head:
                employer, position = group, item.stop
            elif group and not group.stays:
                position = item.stop + is_town(blocks[item.stop : item.stop + 1])  # they stand in each entry below
            continue
        stop, body = bodies[item.index]
        stated = fields[item.index] if item.head else explicit_fields(blocks[item.index], item.given)
        dates = item.head.range if item.head else parse(plain(stated["dates"]))
        entry = form("cventry", stated, body, dates, above=item.head.above if item.head else "")
        if item.given:
            entry.pop("made")
        if "at" in blocks[start]:
            entry["at"] = blocks[start]["at"]
        into.append(entry)
        position = stop
    last = [employer.entry(section.subject)] if employer else []
    return [*kept, *last, *blocks[position:]]


def entries(doc: Doc) -> Doc:
    """Gather each dated heading and the blocks up to the next heading as high into a Div."""
    return by_section(doc, made)


if __name__ == "__main__":
    run(entries)
