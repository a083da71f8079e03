"""Which piece of a head is the role, which the organisation, which the place: decided for a whole section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from md2moderncv import evidence
from md2moderncv.canonical import Fields
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, cut, plain, strip, unwrap
from md2moderncv.pieces import GLUE, Piece, commas, finer

LONGEST_PLACE = 6
"""In words."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pieces of a head that may be role or organisation, in order, and the others."""

    names: list[Piece]
    places: list[Piece]
    role: Piece | None = None
    organisation: Piece | None = None


def settle(heads: Sequence[Head], employed: bool = False) -> list[Fields]:
    """Give the fields of heads that stand in one section in one style: the same order for all of them.

    `employed`: the section is about jobs or studies, where a name that stands alone is an organisation's.
    """
    parted = [sort(head) for head in heads]
    sums = sum(lean(item) for item in parted)
    order = sums if sums else sum(single(item) for item in parted) * 0.5
    roles_first = order >= 0
    # without any evidence a name alone is an employer among jobs, a title among awards and projects
    alone_is_role = order > 0 or (order == 0 and not employed)
    return [fields(head, item, roles_first, alone_is_role) for head, item in zip(heads, parted, strict=True)]


def lean(item: Sorted) -> float:
    """Tell what two pieces say of their order: above 0 the role comes first."""
    if item.organisation or len(item.names) < 2:
        return 0
    first, second = item.names[:2]
    return evidence.balance(first.text) - evidence.balance(second.text)


def single(item: Sorted) -> float:
    """Tell what the only piece of a head says of the others of its style."""
    return evidence.balance(item.names[0].text) if len(item.names) == 1 else 0


def sort(head: Head) -> Sorted:
    """Set the pieces apart that say what they are: an employer after `at`, places, what stands in brackets."""
    listed = [part for piece in head.pieces for part in bracketed_place(piece)]
    organisation = next((piece for piece in listed if piece.glue == "at"), None)
    role = None
    if organisation:
        index = next(i for i, piece in enumerate(listed) if piece is organisation)
        role = listed[index - 1] if index and listed[index - 1].line == organisation.line else None
        others = [p for p in listed if p is not organisation and not evidence.place(p.text)]
        if role is None and others:
            role = next((p for p in others if evidence.role(p.text)), others[0] if len(others) == 1 else None)
    places = _places(head, listed, role, organisation)
    names = [piece for piece in listed if not any(piece is place for place in places)]
    grades = [piece for piece in names if evidence.is_grade(piece.text)]
    names = [piece for piece in names if not evidence.is_grade(piece.text)]
    if len(names) == 1 and not organisation and not head.stated.keys() & {"role", "organisation"}:
        names = [part for piece in _split_one(names[0]) for part in bracketed_place(piece)]
        towns = [piece for piece in names[1:] if piece.glue == "("]
        places += towns
        names = [piece for piece in names if not any(piece is town for town in towns)]
        grades += [piece for piece in names[1:] if evidence.is_grade(piece.text)]
        names = [piece for piece in names if not any(piece is grade for grade in grades)]
        more = [] if places else _places(head, names, None, None)
        places += more
        names = [piece for piece in names if not any(piece is place for place in more)]
    return Sorted([*names, *grades], places, role, organisation)


def _split_one(piece: Piece) -> list[Piece]:
    """Cut the only piece of a head into more: at commas, else where something else tells."""
    parts = commas(piece)
    if len(parts) < 2:
        return finer(piece)
    if len(parts) == 2 and evidence.is_degree(parts[0].text) and evidence.balance(parts[1].text) > 0:
        return [piece]  # `Bachelor of Science, Computer Science`
    return _regrouped(parts)


def _regrouped(parts: list[Piece]) -> list[Piece]:
    """Join the parts of one line at commas to two names and what follows: a degree may have a comma of its own."""
    if len(parts) < 3:
        return parts
    signs = [evidence.balance(part.text) for part in parts]
    known = [evidence.place(part.text) for part in parts]
    organisation = next((i for i, sign in enumerate(signs) if sign < 0), None)
    if organisation is None or organisation == 0:
        return parts
    # everything before the organisation is the role, unless a place stands there
    if any(known[:organisation]):
        return parts
    return [_join(parts[:organisation]), *parts[organisation:]]


def _join(parts: list[Piece]) -> Piece:
    """Join pieces with the commas that stood between them."""
    inlines: list[Inline] = []
    for part in parts:
        inlines += [{"t": "Str", "c": ","}, {"t": "Space"}, *part.inlines] if inlines else part.inlines
    return replace(parts[0], inlines=inlines)


_BRACKET = re.compile(r"(.*\S)\s*[(（\[]([^()（）\[\]]+)[)）\]]\s*", re.DOTALL)


def bracketed_place(piece: Piece) -> list[Piece]:
    """Take a place in brackets off the end of a piece: `Acme (Town)`."""
    match = _BRACKET.fullmatch(plain(piece.inlines))
    if not match or not _bracket_is_place(match[1], match[2]):
        return [piece]
    before = replace(piece, inlines=unwrap(strip(cut(piece.inlines, 0, match.end(1)))))
    return [before, Piece(unwrap(strip(cut(piece.inlines, match.start(2), match.end(2)))), "(", piece.line)]


def _bracket_is_place(before: str, inside: str) -> bool:
    if evidence.place(inside) or re.fullmatch(r"\d[.,]\d{1,2}", inside):  # a grade stands apart, too
        return True
    if not evidence.may_be_place(inside) or inside.isupper():
        return False
    # `Bachelor (Honours)`, `Projektingenieur (Werkstudent)`: what follows a role is seldom its place
    return evidence.role(before) == 0 and not _initials(before, inside)


def _initials(name: str, short: str) -> bool:
    """Tell whether what stands in brackets is a short form of what stands before."""
    letters = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    return len(short) <= 6 and " " not in short and set(short.casefold()) <= set(letters)


def _places(head: Head, listed: list[Piece], role: Piece | None, organisation: Piece | None) -> list[Piece]:
    """Find the places among the pieces; two other pieces, or one that tells what it is, have to remain."""
    found: list[Piece] = []
    several = len({piece.line for piece in listed}) > 1 or head.dated_line > 0
    for index, piece in enumerate(listed):
        rest = [p for p in listed if p is not piece and not any(p is f for f in found)]
        if piece is role or piece is organisation or not rest or len(piece.text.split()) > LONGEST_PLACE:
            continue
        on_date_line = several and piece.line == head.dated_line and any(p.line != piece.line for p in rest)
        if evidence.place(piece.text) or (piece.glue == "(" and evidence.may_be_place(piece.text)):
            found.append(piece)
        elif evidence.may_be_place(piece.text) and len(rest) >= 2 and index >= 2 and not found:
            # the third of three: role, organisation, place
            found.append(piece)
        elif on_date_line and evidence.may_be_place(piece.text) and len([p for p in rest if p.line != piece.line]) >= 2:
            found.append(piece)
    return found


def fields(head: Head, item: Sorted, roles_first: bool, alone_is_role: bool) -> Fields:
    """Give the fields of one head; a piece too many is kept as the grade, or with the one it follows."""
    role, organisation = item.role, item.organisation
    rest = [piece for piece in item.names if piece is not role and piece is not organisation]
    if not organisation:
        role, organisation, rest = _ordered(rest, roles_first, alone_is_role)
    elif not role and rest:
        role, rest = rest[0], rest[1:]
    made: Fields = {"dates": head.dates, "role": role.inlines if role else [], "organisation": [], "place": []}
    places = list(item.places)
    if organisation:
        organisation, grade = ungraded(organisation)
        if grade:
            made["grade"] = grade.inlines
        cut_off = peeled(organisation) if not places else (organisation, None)
        made["organisation"] = cut_off[0].inlines
        places += [cut_off[1]] if cut_off[1] else []
    for piece in rest:
        if evidence.is_grade(piece.text):
            made["grade"] = [*made.get("grade", []), *_comma(made.get("grade")), *piece.inlines]
        elif not places and evidence.may_be_place(piece.text):
            places.append(piece)
        elif piece.glue == "," and organisation and not head.lost:
            made["organisation"] = [*made["organisation"], {"t": "Str", "c": ","}, {"t": "Space"}, *piece.inlines]
        else:
            made["grade"] = [*made.get("grade", []), *_comma(made.get("grade")), *piece.inlines]
    for place in places:
        made["place"] = [*made["place"], *_comma(made["place"]), *place.inlines]
    made.update(head.stated)
    if "organisation" in head.stated and not made["place"]:
        named, town = peeled(Piece(head.stated["organisation"]))
        made["organisation"], made["place"] = named.inlines, town.inlines if town else []
    if head.lost:
        target = "role" if made["role"] else "organisation"
        made[target] = [*made[target], *head.lost]
    return made


def _comma(before: list[Inline] | None) -> list[Inline]:
    return [{"t": "Str", "c": ","}, {"t": "Space"}] if before else []


def _ordered(
    rest: list[Piece], roles_first: bool, alone_is_role: bool
) -> tuple[Piece | None, Piece | None, list[Piece]]:
    """Give role, organisation and what remains of pieces that none of the signs told apart."""
    if not rest:
        return None, None, []
    if len(rest) == 1 or evidence.is_grade(rest[1].text):
        sign = evidence.balance(rest[0].text)
        is_organisation = sign < 0 or (sign == 0 and not alone_is_role)
        return (None, rest[0], rest[1:]) if is_organisation else (rest[0], None, rest[1:])
    first, second = rest[:2]
    contrary = evidence.balance(first.text) - evidence.balance(second.text)
    # an entry that says clearly what it is does not follow the others
    first_is_role = contrary > 0 if abs(contrary) >= 3 else roles_first
    return (first, second, rest[2:]) if first_is_role else (second, first, rest[2:])


def peeled(organisation: Piece) -> tuple[Piece, Piece | None]:
    """Take a place off the end of an organisation: `Acme, Town`."""
    parts = commas(organisation)
    text = plain(organisation.inlines)
    state = re.fullmatch(r"(.+?)[,，]\s*([A-Z]{2,3}|U\.[SK]\.(?:A\.)?)", text.strip())
    if len(parts) == 1 and state and evidence.organisation(state[1]):
        start = text.index(state[2], len(state[1]))
        named = replace(organisation, inlines=unwrap(strip(cut(organisation.inlines, 0, start), GLUE)))
        return named, Piece(strip(cut(organisation.inlines, start, len(text))), ",", organisation.line)
    if len(parts) < 2 or not parts[0].text:
        return organisation, None
    first = len(parts)
    while first > 1 and (evidence.may_be_place(parts[first - 1].text)):
        first -= 1
    if first == len(parts):
        return organisation, None
    start = 0
    for part in parts[:first]:
        start = text.index(part.text, start) + len(part.text)
    start = text.index(parts[first].text, start)
    place = Piece(strip(cut(organisation.inlines, start, len(text)), GLUE), ",", organisation.line)
    return replace(organisation, inlines=unwrap(strip(cut(organisation.inlines, 0, start), GLUE))), place


def ungraded(organisation: Piece) -> tuple[Piece, Piece | None]:
    """Take a grade off the end of an organisation: `University of X, GPA 3.9`."""
    parts = commas(organisation)
    if len(parts) < 2 or not evidence.is_grade(parts[-1].text):
        return organisation, None
    text = plain(organisation.inlines)
    start = text.rindex(parts[-1].text)
    return replace(organisation, inlines=unwrap(strip(cut(organisation.inlines, 0, start), GLUE))), parts[-1]
