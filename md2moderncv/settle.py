"""Which piece of a head is the role, which the organisation, which the place: decided for a whole section."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from md2moderncv import evidence
from md2moderncv.canonical import Fields
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, cut, forgotten, plain, strip, unwrap
from md2moderncv.pieces import MOST, Piece, closed, pieces
from md2moderncv.readings import ORGANISATION, PLACE, REMARK, ROLE, Reading, readings, scores, text_of

FIELD = {ROLE: "role", ORGANISATION: "organisation", PLACE: "place", REMARK: "grade"}
AGREEMENT = 0.8
"""What it counts that an entry has the order of its section."""
ALONE = 0.8
"""What it counts, at most, that a name alone is what the others are that stand alone in its section."""
USUAL = 1.5
"""What it counts, at most, that a piece is what others are in such a place."""
LOUDEST = 3.0
"""What one entry has to say about the order of its section, at most."""


def settle(heads: Sequence[Head], subject: str = "") -> list[Fields]:
    """Give the fields of heads that stand in one section in one style: the same order for all of them.

    `subject`: what the section is about, `sectioning.SUBJECTS`; an employer alone is usual among jobs, not awards.
    """
    every = [pieces_of(head) for head in heads]
    listed = [cut_head[: 2 * MOST] for cut_head in every]
    stated = [stated_by(head) for head in heads]
    scored = [
        scores(cut_head, head.dated_line, said, subject)
        for head, cut_head, said in zip(heads, listed, stated, strict=True)
    ]
    ordered = [not any(line.employer for line in head.lines) for head in heads]
    first = chosen([readings(one, said, subject) for one, said in zip(scored, stated, strict=True)], ordered, listed)
    if len(heads) < 2:
        return [fields(*one) for one in zip(heads, every, first, strict=True)]
    usual = usually(listed, first)
    found = [readings(one, said, subject, here) for one, said, here in zip(scored, stated, usual, strict=True)]
    return [fields(*one) for one in zip(heads, every, chosen(found, ordered, listed), strict=True)]


def chosen(
    found: Sequence[dict[str, Reading]], ordered: Sequence[bool], listed: Sequence[Sequence[Piece]]
) -> list[Reading]:
    """Give the best readings of heads in one section, the same order for all of them, but where the words forbid it.

    `ordered`: which heads have an order of their own; a head whose employer stands above it has none. `listed`: the
    pieces of each.
    """
    sums = sum(_said(ways, "RO", "OR") for ways, own in zip(found, ordered, strict=True) if own)
    alone = sum(_said(ways, "R", "O") for ways in found if not ways.keys() & {"RO", "OR"})
    bonus = {"RO": AGREEMENT * (sums > 0), "OR": AGREEMENT * (sums < 0)}
    bonus |= {"R": min(alone, ALONE) * (alone > 0), "O": min(-alone, ALONE) * (alone < 0)}
    freely = {**bonus, "RO": 0.0, "OR": 0.0}
    made = []
    for ways, own, cut_head in zip(found, ordered, listed, strict=True):
        agreed = best(ways, bonus if own else freely)
        made.append(best(ways, freely) if own and is_contrary(agreed, cut_head) else agreed)
    return made


def is_contrary(reading: Reading, listed: Sequence[Piece]) -> bool:
    """Tell whether a reading calls an employer what is the word for a role, and a role what is none."""
    said = {label: text_of(listed, start, stop) for label, start, stop in reading.groups}
    if ROLE not in said or ORGANISATION not in said or evidence.balance(said[ROLE]) > 0:
        return False
    name = said[ORGANISATION]
    somebody = evidence.ends_as_role(name) and not name.endswith("s") and " of " not in name  # `Guild of Locksmiths`
    somebody = somebody or (" " not in name and evidence.is_degree(name))
    return somebody and evidence.balance(name) > 0


def best(ways: Mapping[str, Reading], bonus: Mapping[str, float]) -> Reading:
    """Give the reading of one head that counts most, with what its order counts besides."""
    return max(ways.values(), key=lambda way: way.score + bonus.get(way.order, 0.0))


def usually(listed: Sequence[Sequence[Piece]], first: Sequence[Reading]) -> list[list[dict[str, float]]]:
    """Give for each piece of each head what counts for a label, because other heads have it in such a slot."""
    counts: defaultdict[Slot, Counter[str]] = defaultdict(Counter)
    slots = [[slot(piece) for piece in cut_head] for cut_head in listed]
    own = [dict(labels(reading)) for reading in first]
    for here, said in zip(slots, own, strict=True):
        for index, where in enumerate(here):
            counts[where][said[index]] += 1
    return [
        [{} if where[-1] else _of_others(counts[where], said[index]) for index, where in enumerate(here)]
        for here, said in zip(slots, own, strict=True)
    ]


def _of_others(counted: Counter[str], own: str) -> dict[str, float]:
    """Give what counts for each label in a slot; a piece has no voice for itself."""
    return {label: USUAL * (count - (label == own)) / counted.total() for label, count in counted.items()}


Slot = tuple[int, str, tuple[str, ...], bool]
"""Where a piece stands: on which line, behind what, how it is set, and whether it speaks for itself."""


def slot(piece: Piece) -> Slot:
    """Give where a piece stands in its head."""
    return piece.number, piece.joint, piece.look, evidence.sure_place(piece.text)


def labels(reading: Reading) -> Iterator[tuple[int, str]]:
    """Give the label of each piece of a reading, `+` where that of the piece before it goes on."""
    for label, start, stop in reading.groups:
        yield start, label
        yield from ((index, "+") for index in range(start + 1, stop))


def stated_by(head: Head) -> frozenset[str]:
    """Give the labels that lines of a head name themselves."""
    return frozenset(label for label, name in FIELD.items() if name in head.stated)


def _said(ways: dict[str, Reading], first: str, second: str) -> float:
    """Tell how much better one order reads than another; an entry that reads well neither way says nothing."""
    if first not in ways or second not in ways:
        return 0.0
    return max(-LOUDEST, min(LOUDEST, ways[first].score - ways[second].score))


def pieces_of(head: Head) -> list[Piece]:
    """Give the pieces of a head; of very many the last on a line stay together."""
    listed = head.all_pieces()
    if listed and listed[0].text.casefold() in {piece.text.casefold() for piece in listed[1:]}:
        listed = listed[1:]  # `### Acme`, below it `Engineer at Acme`
    while len(listed) > MOST and listed[-1].line is listed[-2].line and listed[-1].joint != "date":
        last = listed.pop()
        listed[-1] = replace(listed[-1], end=last.end)
    return listed


def fields(head: Head, listed: Sequence[Piece], reading: Reading) -> Fields:
    """Give the fields of one head, read in one way; `listed`: all of its pieces, of which the first were read."""
    made: Fields = {"dates": head.dates, "role": [], "organisation": [], "place": []}
    for label, start, stop in reading.groups:
        name = FIELD[label]
        made[name] = [*made.get(name, []), *_comma(made.get(name)), *inlines_of(listed[start:stop])]
    if over := listed[2 * MOST :]:  # more than can be told apart is kept as it is
        made["grade"] = [*made.get("grade", []), *_comma(made.get("grade")), *inlines_of(over)]
    if made["role"] and not made["organisation"] and "organisation" not in head.stated:
        made["organisation"], made["place"] = before_country(made["place"])
    made["organisation"], made["place"] = with_state(made["organisation"], without_brackets(made["place"]))
    made.update(head.stated)
    if "organisation" in head.stated and not made["place"]:
        made["organisation"], made["place"] = parted(head.stated["organisation"])
    every = [inline for line in head.lines for inline in line.inlines]
    if lost := forgotten(every, list(made.values())):
        target = "role" if made["role"] else "organisation"
        made[target] = [*made[target], *lost]
    return made


def without_brackets(place: list[Inline]) -> list[Inline]:
    """Give a place without brackets around all of it: `(Porto, Portugal)`."""
    text = plain(place)
    return cut(place, 1, len(text) - 1) if re.fullmatch(r"\([^()]*\)", text) else place


def before_country(place: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Give the employer that is no town and its country, where a head names no other: `Engineer, Wexcombe, UK`."""
    text = plain(place)
    name, comma, where = text.partition(", ")
    known = evidence.is_country(where) or evidence.is_state(where) or (", " in where and evidence.sure_place(where))
    if not comma or evidence.place(name) or not known:
        return [], place
    return cut(place, 0, len(name)), cut(place, len(name) + 2, len(text))


def with_state(organisation: list[Inline], place: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Give an organisation and a country the state between them: `Acme, CA` and `US` are `Acme` and `CA, US`."""
    text = plain(organisation)
    name, comma, state = text.rpartition(", ")
    if not comma or not evidence.is_state(state) or not evidence.is_country(plain(place)):
        return organisation, place
    behind = cut(organisation, len(name) + 2, len(text))
    return cut(organisation, 0, len(name)), [*behind, *_comma(organisation), *place]


def parted(organisation: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Give an organisation that a line or a column names, and the place behind it: `Acme Ltd, Town`."""
    listed = pieces(organisation)
    others = frozenset((ROLE, REMARK))
    ways = readings(scores(listed, stated=others), others) if len(listed) > 1 else {}
    groups = ways["O"].groups if "O" in ways else ()
    if [label for label, _, _ in groups] != [ORGANISATION, PLACE]:
        return organisation, []
    border = groups[1][1]
    return inlines_of(listed[:border]), inlines_of(listed[border:])


def inlines_of(listed: Sequence[Piece]) -> list[Inline]:
    """Give a stretch of pieces as inlines, with what stood between them on a line, with commas between lines."""
    inlines: list[Inline] = []
    start = 0
    for index in range(1, len(listed) + 1):
        if index < len(listed) and listed[index].line is listed[start].line and listed[index].joint != "date":
            continue
        part = closed(replace(listed[start], end=listed[index - 1].end))
        inlines += [*_comma(inlines), *unwrap(strip(cut(part.line, part.start, part.end)))]
        start = index
    return inlines


def _comma(before: list[Inline] | None) -> list[Inline]:
    return [{"t": "Str", "c": ","}, {"t": "Space"}] if before else []
