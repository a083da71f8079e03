"""What speaks for and against calling a stretch of pieces a role, an organisation, a place or a remark.

A sign is a word such as `O:org` (it holds a word for an organisation) or `R<at` (an employer's `at` stands before
it); `signs.toml` weighs them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from md2moderncv import evidence
from md2moderncv.cuts import PAIRS, depth
from md2moderncv.further_pieces import going_on, is_quotation, is_unknown
from md2moderncv.grades import is_grade
from md2moderncv.pieces import Piece, closed
from md2moderncv.stretches import beside_each_other
from md2moderncv.technologies import is_number, is_technology
from md2moderncv.vocabulary import is_east
from md2moderncv.words import words

ROLE, ORGANISATION, PLACE, REMARK = LABELS = "ROPG"
"""A remark is what \\cventry calls the grade."""
APART = ("line", "mark", "dash", "colon", "stop", "bracket", "after", "date")
"""Joints behind which something of another kind may stand."""


def text_of(pieces: Sequence[Piece], start: int, stop: int) -> str:
    """Give the words of a stretch of pieces."""
    first, last = pieces[start], pieces[stop - 1]
    if first.line is last.line and not any(piece.joint == "date" for piece in pieces[start + 1 : stop]):
        return closed(replace(first, end=last.end)).text
    return ", ".join(piece.text for piece in pieces[start:stop])


def signs(pieces: Sequence[Piece], label: str, start: int, stop: int, dated_line: int) -> list[str]:
    """Give what speaks for and against a label on a stretch of pieces."""
    first, following = pieces[start], pieces[stop] if stop < len(pieces) else None
    text = text_of(pieces, start, stop)
    found = [f"{label}:{sign}" for sign in _looks(text)]
    found += [f"{label}:{sign}" for sign in first.look]
    if picture := _pictured(first):
        found.append(f"{label}:{picture}")
    if depth(text) or depth(text[::-1].translate(_MIRROR)):
        found.append(f"{label}:half a bracket")
    found.append(f"{label}<{first.joint or 'start'}")
    found.append(f"{label}>{following.joint if following else 'end'}")
    if first.styled:
        found.append(f"{label}<styled")
    last = pieces[stop - 1]
    alone = (not start or pieces[start - 1].number != first.number) and last.number == first.number
    if alone and (not following or following.number != first.number) and is_town(text):
        found.append(f"{label}:town on a line of its own")
    leads = "link" in first.look or text[:1] in "(["
    if leads and text.strip("()[]").casefold() in words("line", "more"):
        found.append(f"{label}:link to more")
    if start and evidence.is_contract(text, first.joint == "bracket"):
        found.append(f"{label}:contract behind a name")
    if not start and evidence.is_contract(text, True) and roles_below(pieces, stop):
        found.append(f"{label}:contract above a role")
    if start:
        found += [f"{label}:{sign}" for sign in _beside_a_name(text, first.text)]
    if "link" in first.look and start and evidence.is_domain(text):
        found.append(f"{label}:link to a site")
    if first.joint == "bracket" and start:
        short = evidence.is_short_form(pieces[start - 1].text, text)
        town = evidence.may_be_place(text) and not text.isupper()
        found.append(f"{label}:{'initials' if short else 'town in brackets' if town else 'in brackets'}")
        if evidence.sure_place(text):
            found.append(f"{label}:sure town in brackets")
    said = pieces[start - 1].text if start else ""  # right before it
    goes_on = first.joint == "comma" and said[:1].islower() and first.number == pieces[start - 1].number
    if start and (first.joint in APART or goes_on) and is_clause(text):
        found.append(f"{label}:a clause")
    apart = first.joint in APART or is_technology(said)
    on_its_line = first.number != pieces[0].number and is_technology(first.shown)
    if start and ((apart and is_technology(text)) or on_its_line or in_technologies(pieces, start, stop)):
        found.append(f"{label}:technology")
    if start and first.joint == "bracket" and evidence.balance(said) <= 0:
        found.append(f"{label}:bracket behind no role")
    if first.joint in ("bracket", "comma") and is_own_town(said, text):
        found.append(f"{label}:town that the name before it has")
    if first.joint == "bracket" and is_number(first.text):
        found.append(f"{label}:number")
    if label in (ROLE, ORGANISATION) and is_unknown(text):
        found.append(f"{label}:says nothing")
    if len(pieces) == 1 and label in (ROLE, ORGANISATION) and not evidence.balance(text):
        found.append(f"{label}:the only name, unknown")
    if start and label == PLACE:
        owner = evidence.balance(said)
        found.append(f"{label}:after {'org' if owner < 0 else 'role' if owner > 0 else 'unknown'}")
        if evidence.is_legal(pieces[start - 1].text):
            found.append(f"{label}:after legal form")
    found += [f"{label}+{sign}" for sign in going_on(pieces, start, stop, label)]
    if stop - start > 1:
        found += [f"{label}:{sign}" for sign in beside_each_other(pieces, start, stop)]
    if town_and_country(pieces, start, stop):
        found.append(f"{label}:town and country")
    if stop - start > 1 and following and town_and_country(pieces, stop - 1, stop + 1):
        found.append(f"{label}:town before its country")
    several = any(piece.number != first.number for piece in pieces)
    if several and dated_line >= 0:
        found.append(f"{label}:{'dated line' if first.number == dated_line else 'other line'}")
    return found


def roles_below(pieces: Sequence[Piece], stop: int) -> bool:
    """Tell whether a word for a role that says no contract stands below the line that is the start of a head."""
    if stop >= len(pieces) or pieces[stop].number == pieces[0].number:
        return False
    return any(evidence.balance(one.text) > 0 and not evidence.is_contract(one.text, True) for one in pieces[stop:])


def town_and_country(pieces: Sequence[Piece], start: int, stop: int) -> bool:
    """Tell whether a stretch behind a name is that of a town, known or not, and its country: `Wexcombe, France`."""
    if not start or stop - start != 2 or evidence.sure_place(pieces[start - 1].text):
        return False
    town, where = pieces[start], pieces[stop - 1]
    joined = (
        where.joint == "comma" and where.number == town.number and town.joint in ("comma", "bracket", "mark", "dash")
    )
    return (
        joined and evidence.is_country(where.text) and evidence.may_be_place(town.text) and len(town.text.split()) <= 3
    )


def in_technologies(pieces: Sequence[Piece], start: int, stop: int) -> bool:
    """Tell whether a stretch is a part of what something is built with, `Acme Shop | Java, Caffeine, Spark`."""
    begin = next((index for index in range(start, 0, -1) if pieces[index].joint in APART), 0)
    end = next((index for index in range(stop, len(pieces)) if pieces[index].joint in APART), len(pieces))
    several = end - begin > 2 and all(piece.joint == "comma" for piece in pieces[begin + 1 : end])
    return begin > 0 and several and is_technology(text_of(pieces, begin, end))


PICTOGRAMS = {"house": "🏢🏫🏛🏭🏦🏥", "pin": "📍🌍🌎🌏🗺📌🏙"}
"""What a pictogram before a name shows, and so says of it."""


def _pictured(piece: Piece) -> str:
    """Tell what the pictogram right before a piece shows; empty for none."""
    before = piece.shown[: piece.start].rstrip(" \u00a0\ufe0f\u200d")[-1:]
    return next((kind for kind, listed in PICTOGRAMS.items() if before and before in listed), "")


def is_town(text: str) -> bool:
    """Tell whether a text is a place and holds no other name before it: `Acme - Kent, WA` does."""
    return evidence.place(text) or (evidence.sure_place(text) and text.count(",") == 1 and " - " not in text)


@functools.lru_cache(8192)
def _beside_a_name(text: str, first: str) -> tuple[str, ...]:
    """Give what a stretch behind a name and its first piece say that is none: how it was taught, a rank, an end."""
    said = {
        "kind of teaching": first.casefold() in words("line", "teaching"),
        "rank": _RANK.fullmatch(text),
        "what became of it": text in words("line", "tails"),  # `(2014년 졸업)`
    }
    return tuple(sign for sign, told in said.items() if told)


_RANK = re.compile(
    r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|runner.up|finalist|winner)(?: place| prize)?", re.I
)
"""What somebody came in as: `2nd place`, `finalist`."""


def is_own_town(name: str, text: str) -> bool:
    """Tell whether a text may be a town, and the organisation before it is called after it: `University of X, X`."""
    return bool(text) and f" {text} " in f" {name} " and evidence.may_be_place(text) and evidence.balance(name) < 0


def is_clause(text: str) -> bool:
    """Tell whether a text is what somebody did or what a company is, no name: it starts small, and goes on."""
    if len(text.split()) < FEWEST_SAID or not text[:1].islower():
        return False
    return bool(_APPOSITION.match(text)) or not evidence.role(text) + evidence.organisation(text)


FEWEST_SAID = 3
"""Words of a clause."""
_APPOSITION = re.compile(r"(?:an?|eine?|une?|uma)\s")
"""What a clause starts with that says what a company is: `Acme`, `a maker of looms`."""


_MIRROR = str.maketrans({opening: closing for pair in PAIRS.items() for opening, closing in (pair, pair[::-1])})


SAID: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("degree", evidence.is_degree),
    ("study", evidence.is_study),
    ("starts as role", evidence.starts_as_role),
    ("grade", is_grade),
    ("address", evidence.is_url),
)
"""What a text may say besides."""


@functools.lru_cache(8192)
def _looks(text: str) -> tuple[str, ...]:
    """Give what the words of a stretch say."""
    found = ["any"]
    role, organisation, balance = evidence.role(text), evidence.organisation(text), evidence.balance(text)
    if role and organisation:
        found.append("both, rather role" if balance > 0 else "both, rather org")
    elif role:
        found.append("role")
    elif organisation:
        found.append("org")
    elif evidence.sure_place(text):
        found.append("town")
    elif evidence.is_state(text):
        found.append("state")
    elif evidence.may_be_place(text):
        found.append("like a town")
    else:
        found.append("unknown")
    found += [sign for sign, says in SAID if says(text)]
    count = len(text.split()) if not is_east(text) else (len(text) + 2) // 3
    found.append("1 word" if count == 1 else "2-4 words" if count < 5 else "5-8 words" if count < 9 else "many words")
    if is_quotation(text):
        found.append("quoted")
    if text[:1].islower():
        found.append("small")
    if text.isupper() and text.isascii():
        found.append("capitals")
    if re.search(r"\d", text) and "town" not in found:  # a postcode is no number of a house
        found.append("digits")
    if evidence.is_legal(text):
        found.append("legal form")
    return tuple(found)
