"""What the pieces of a stretch say beside each other: which of them comes first and last, and what is mixed."""

from __future__ import annotations

from collections.abc import Sequence

from md2moderncv import evidence
from md2moderncv.grades import is_grade
from md2moderncv.pieces import Piece

ROLE, ORGANISATION = "RO"
ENDS = {
    ("", ORGANISATION): ("org last",),
    (ORGANISATION, ""): ("org first",),
    (ROLE, ""): ("role first",),
    ("", ROLE): ("role last",),
    (ROLE, ROLE): ("roles",),
    (ORGANISATION, ORGANISATION): ("orgs",),
    (ORGANISATION, ROLE): ("org then role",),
    (ROLE, ORGANISATION): ("role then org",),
}
"""What the first and the last of some pieces say of them."""
IN_BRACKETS = (("roles",), ("org then role",))
"""What says nothing where all but the first stand in brackets."""


def _kind(balance: float) -> str:
    """Give what a balance speaks for; empty for neither."""
    return ROLE if balance > 0 else ORGANISATION if balance < 0 else ""


def beside_each_other(pieces: Sequence[Piece], start: int, stop: int) -> list[str]:
    """Give what the pieces of a stretch say beside each other."""
    found = []
    parts = [piece.text for piece in pieces[start:stop]]
    balances = [evidence.balance(part) for part in parts]
    if evidence.sure_place(parts[-1]) or evidence.is_state(parts[-1]):
        found.append("ends in town")
    elif evidence.may_be_place(parts[-1]) and not balances[-1]:
        found.append("ends like a town")
    if any(balance > 0 for balance in balances) and any(balance < 0 for balance in balances):
        found.append("mixed")
    ends = ENDS.get((_kind(balances[0]), _kind(balances[-1])), ())
    if ends not in IN_BRACKETS or any(piece.joint != "bracket" for piece in pieces[start + 1 : stop]):
        found += ends  # `Developer (full stack)` is one
    if evidence.is_legal(parts[0]):
        found.append("legal form first")
    if evidence.is_degree(parts[0]) and len(parts[0].split()) <= 3:
        found.append("degree first")
    if evidence.is_study(parts[0]) and not balances[0] > 0:
        found.append("study first")
    if any(evidence.is_study(part) for part in parts[1:]):
        found.append("study behind")
        if evidence.is_degree(parts[0]):
            found.append("degree then study")
    if is_grade(parts[-1]):
        found.append("ends in grade")
    return found
