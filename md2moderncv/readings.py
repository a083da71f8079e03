"""The ways to read the pieces of a head: which stretch of them is the role, the organisation, the place, a remark.

A reading cuts the pieces into stretches and gives each a label, none twice. What speaks for a stretch under a label are
signs (`signs.py`), which `signs.toml` weighs, more or less in the sections of a subject. The best reading of each order
is found by dynamic programming.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from md2moderncv.pieces import Piece
from md2moderncv.signs import LABELS, ORGANISATION, PLACE, REMARK, ROLE, signs, text_of

__all__ = ["LABELS", "ORGANISATION", "PLACE", "REMARK", "ROLE", "text_of"]

Group = tuple[str, int, int]
"""A label, and the first piece of its stretch and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the pieces of a head."""

    score: float
    groups: tuple[Group, ...]

    @property
    def order(self) -> str:
        """Which of role and organisation it has, in order: `RO`, `OR`, `R`, `O` or nothing."""
        return "".join(label for label, _, _ in self.groups if label in (ROLE, ORGANISATION))


@functools.cache
def weights() -> dict[str, float]:
    """Give what each sign counts, in any section, and as `R:role in education` besides in those of one subject."""
    listed = tomllib.loads(resources.files("md2moderncv").joinpath("signs.toml").read_text(encoding="utf-8"))
    return {
        (sign if label == "whole" else f"{label}{sign}"): value
        for label, table in listed.items()
        for sign, value in _flat(table)
    }


def _flat(table: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Give the signs of a table and of those within it, which are called after subjects."""
    for sign, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{inner} in {sign}", count) for inner, count in value.items())
        else:
            yield sign, value


Scores = dict[Group, float]
"""What speaks for each label on each stretch of pieces."""


OTHERS = "others"
"""What sections are about that no subject is known of."""


@functools.cache
def weights_in(subject: str) -> dict[str, float]:
    """Give what each sign counts in the sections of a subject, all in all."""
    listed, about = weights(), f" in {subject or OTHERS}"
    besides = {sign.removesuffix(about): value for sign, value in listed.items() if sign.endswith(about)}
    return {sign: listed.get(sign, 0.0) + besides.get(sign, 0.0) for sign in listed.keys() | besides.keys()}


def with_subject(listed: Sequence[str], subject: str) -> list[str]:
    """Give signs, and each of them as one of the sections of a subject."""
    return [*listed, *(f"{sign} in {subject or OTHERS}" for sign in listed)]


def every_sign(pieces: Sequence[Piece], dated_line: int, stated: frozenset[str]) -> Iterator[tuple[Group, list[str]]]:
    """Give the signs of every stretch under every label; `stated` are labels that something else says already."""
    for start in range(len(pieces)):
        for stop in range(start + 1, len(pieces) + 1):
            for label in LABELS:
                if label not in stated:
                    yield (label, start, stop), signs(pieces, label, start, stop, dated_line)


def scores(
    pieces: Sequence[Piece], dated_line: int = -1, stated: frozenset[str] = frozenset(), subject: str = ""
) -> Scores:
    """Give what the signs say of every stretch; `stated` are labels that something else says already."""
    counts = weights_in(subject).get
    return {group: sum(counts(sign, 0.0) for sign in found) for group, found in every_sign(pieces, dated_line, stated)}


def readings(
    scored: Scores, stated: frozenset[str] = frozenset(), subject: str = "", usual: Sequence[Mapping[str, float]] = ()
) -> dict[str, Reading]:
    """Give the best reading of each order, from what speaks for each stretch.

    `stated` are labels that something else says already, `subject` is what the section is about; `usual` says of each
    piece what counts for a label that starts there, and under `+` for one that goes on.
    """
    count = max((stop for _, _, stop in scored), default=0)
    allowed = [label for label in LABELS if label not in stated]
    if usual:
        scored = {group: score + _agreement(usual, *group) for group, score in scored.items()}
    # the best way to have read the pieces up to `position`, by the labels that it used, in order
    best: list[dict[str, tuple[float, tuple[Group, ...]]]] = [{} for _ in range(count + 1)]
    best[0][""] = (0.0, ())
    for position in range(count):
        for used, (score, groups) in best[position].items():
            for stop in range(position + 1, count + 1):
                for label in allowed:
                    if label in used and label != REMARK:
                        continue
                    total = score + scored[label, position, stop] + _weight(f"then:{used[-1:]}{label}")
                    key = used + label
                    if key not in best[stop] or best[stop][key][0] < total:
                        best[stop][key] = (total, (*groups, (label, position, stop)))
    found: dict[str, Reading] = {}
    for used, (score, groups) in best[count].items():
        total = score + sum(map(_weight, whole(used, stated, subject)))
        reading = Reading(total, groups)
        if reading.order not in found or found[reading.order].score < total:
            found[reading.order] = reading
    return found


def _agreement(usual: Sequence[Mapping[str, float]], label: str, start: int, stop: int) -> float:
    """Tell what counts for a label on a stretch because it is usual where its pieces stand."""
    return usual[start].get(label, 0.0) + sum(here.get("+", 0.0) for here in usual[start + 1 : stop])


def _weight(sign: str) -> float:
    return weights().get(sign, 0.0)


def whole(used: str, stated: frozenset[str], subject: str) -> Iterator[str]:
    """Give the signs of a reading as a whole."""
    for label in (ROLE, ORGANISATION):
        if label not in used and label not in stated:
            yield f"none:{label}"
            yield f"none:{label} in {subject or OTHERS}"
    order = "".join(label for label in used if label in (ROLE, ORGANISATION))
    if len(order) > 1:
        yield f"order:{order} in {subject or OTHERS}"
    if used.count(REMARK) > 1:
        yield "remarks"


def all_signs(
    pieces: Sequence[Piece], groups: Sequence[Group], dated_line: int, stated: frozenset[str], subject: str
) -> list[str]:
    """Give every sign of a reading."""
    found: list[str] = []
    last = ""
    for label, start, stop in groups:
        found += with_subject(signs(pieces, label, start, stop, dated_line), subject)
        found.append(f"then:{last}{label}")
        last = label
    return [*found, *whole("".join(label for label, _, _ in groups), stated, subject)]
