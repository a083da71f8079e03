"""What each further piece of a stretch says, beside the pieces before it: whether one name goes on there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from md2moderncv import evidence
from md2moderncv.grades import is_grade
from md2moderncv.pieces import Piece, closed
from md2moderncv.technologies import is_number, is_technology

TOWN = 3
"""Words of the name of a town."""


def going_on(pieces: Sequence[Piece], start: int, stop: int, label: str) -> Iterator[str]:
    """Give what speaks for and against each piece of a stretch but the first, under a label."""
    first = pieces[start]
    for before, piece in pairwise(pieces[start:stop]):
        same_line = piece.number == first.number
        yield piece.joint if same_line else "line"
        if piece.styled:
            yield "styled"
        elif first.look and piece.look == first.look and same_line:
            yield "as the first"
        yield from _behind(pieces, before, piece)
        yield from _says(piece, label)
        if not same_line and is_unknown(piece.text):
            yield "unknown on a line of its own"
        if not same_line and evidence.balance(piece.text) < 0 and evidence.balance(first.text) < 0:
            yield "organisation on a line of its own"
        if before is first and is_quotation(first.text):
            yield "behind a quotation"
        if piece.joint == "bracket":
            yield from _bracketed(closed(replace(first, end=piece.start)).text, piece.text)


QUOTES = ("“”", "«»", "„“", "„”", "「」", "『』", "《》", '""', "”“", "““", "””")
"""Quotation marks around a title."""


def is_quotation(text: str) -> bool:
    """Tell whether a text is a title in quotation marks and nothing else."""
    return text[:1] + text[-1:] in QUOTES


def _behind(pieces: Sequence[Piece], before: Piece, piece: Piece) -> Iterator[str]:
    """Give what a piece says beside the one right before it."""
    known = evidence.balance(before.text) > 0
    if piece.joint in ("dash", "mark") and piece.number == before.number and is_unknown(piece.text):
        yield f"unknown behind {'a role' if known else 'no role'}"
        alike = piece.joint == "dash" and piece.look == before.look and not piece.styled
        if known and alike and named_elsewhere(pieces, piece):
            yield "unknown behind a role, a name elsewhere"
    job = evidence.balance(piece.text) > 0 and not evidence.is_degree(piece.text)
    named = is_unknown(before.text) and not re.search(r"\d", before.text)  # `AZ-900 - Certified …` is one
    if piece.joint in ("dash", "mark", "comma") and job and named:
        yield "role behind an unknown"
    elif piece.joint == "mark" and job and not known:
        yield "role behind a mark"


def _says(piece: Piece, label: str) -> Iterator[str]:
    """Give what a piece says of itself under a label."""
    text, bracket = piece.text, piece.joint == "bracket"
    if evidence.may_be_place(text) and len(text.split()) <= TOWN and piece.joint in ("comma", "dash"):
        yield "town"
    if piece.joint == "comma" and is_grade(text) and re.search(r"\d", text):
        yield "grade in figures"
    if evidence.is_study(text):
        yield "study"
    said_here = {"R": evidence.role, "O": evidence.organisation}.get(label)
    if piece.joint == "mark" and said_here and not said_here(text):
        yield "something behind a mark"
    if evidence.is_contract(text, bracket):
        yield "contract"
    if evidence.sure_place(text):
        yield f"sure town{' in brackets' if bracket else ''}"


def _bracketed(name: str, said: str) -> Iterator[str]:
    """Give what stands in brackets behind a name."""
    if is_number(said):
        yield "number"
    if evidence.is_short_form(name, said):
        yield "initials"
    if evidence.may_be_place(said) and not said.isupper():
        yield "town in brackets"


def named_elsewhere(pieces: Sequence[Piece], here: Piece) -> bool:
    """Tell whether another line of a head than that of a piece holds a name that may be the employer's."""
    return any(
        other.number != here.number and evidence.balance(other.text) <= 0 and not evidence.sure_place(other.text)
        for other in pieces
    )


def is_unknown(text: str) -> bool:
    """Tell whether a text is a name that no word tells what it is of."""
    told = evidence.balance(text) or evidence.is_study(text) or evidence.sure_place(text) or is_technology(text)
    return not told and text[:1] != text[:1].lower()
