"""Fit the weights of signs.toml to labelled CVs: `make fit`, or `python -m benchmarks.fit FOLDER …` with more of them.

What is learned from are the project's own CVs, cases and random CVs, which count more than those of other folders
(`examples.py`). The weights start from those that are there; each head that reads worse than its label by less than a
margin of 1 moves them, by a small step (passive-aggressive, averaged over all steps). Each sign has a weight for any
section, and one for those of a subject.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.examples import Example, examples, own
from md2moderncv import readings
from md2moderncv.readings import OTHERS
from md2moderncv.sectioning import SUBJECTS
from md2moderncv.settle import stated_by

EPOCHS = 2
STEP = 0.02
"""The longest step."""
TABLES = {"R": "the role", "O": "the organisation", "P": "the place", "G": "a remark"} | dict.fromkeys(
    ("then", "none", "order"), ""
)
LEAST = {False: 0.05, True: 0.08}
"""A smaller weight is none: that of a sign, and that of a sign in the sections of a subject."""


class Averaged:
    """Weights that move, and what they were on average."""

    def __init__(self, weights: dict[str, float]) -> None:
        """Take the weights to start from, which are those that readings are weighed by."""
        self.weights, self.steps = weights, 0
        self.total, self.last = defaultdict[str, float](float), dict[str, int]()

    def add(self, sign: str, value: float) -> None:
        """Move the weight of a sign."""
        before = self.weights.get(sign, 0.0)
        self.total[sign] += before * (self.steps - self.last.get(sign, 0))
        self.last[sign], self.weights[sign] = self.steps, before + value

    def mean(self) -> dict[str, float]:
        """Give the average over all steps."""
        for sign in list(self.weights):
            self.add(sign, 0.0)
        return {sign: value / self.steps for sign, value in self.total.items()}


def fit(listed: list[Example]) -> dict[str, float]:
    """Give the averaged weights, and print how many examples are read wrong in each round."""
    averaged = Averaged(readings.weights())
    generator = random.Random(1)  # noqa: S311
    for epoch in range(EPOCHS):
        generator.shuffle(listed)
        wrong = sum(learn(one, averaged) for one in listed)
        print(f"round {epoch + 1}: {wrong} of {len(listed)} read wrong", file=sys.stderr)
    return averaged.mean()


def learn(one: Example, averaged: Averaged) -> bool:
    """Move the weights by what one example says; tell whether it is read wrong."""
    averaged.steps += 1
    counts = averaged.weights.get
    scored = {group: sum(counts(sign, 0.0) for sign in listed) for group, listed in one.found.items()}
    ways = readings.readings(scored, stated_by(one.head), one.subject)
    score, best = max((sum(counts(s, 0.0) for s in one.signs(groups)), groups) for groups in one.right)
    others = [way for way in ways.values() if way.groups not in one.right]
    rival = max(others, key=lambda way: way.score, default=None)
    if not rival or (loss := 1 + rival.score - score) <= 0:
        return False
    move = defaultdict[str, float](float)
    for sign in one.signs(best):
        move[sign] += 1
    for sign in one.signs(rival.groups):
        move[sign] -= 1
    size = sum(value * value for value in move.values())
    for sign, value in move.items():
        if value:
            averaged.add(sign, min(STEP, loss / size) * value)
    return rival.score >= score


def as_toml(weights: dict[str, float]) -> str:
    """Give weights as signs.toml has them."""
    text = "# What each sign counts, for and against a label on a stretch of pieces; readings.py says what they are.\n"
    text += "# Fitted to labelled CVs (`make fit`), then rounded.\n"
    for table, meaning in TABLES.items():
        text += f"\n[{table}]" + (f"  # {meaning}" if meaning else "") + "\n"
        own = {sign: value for sign, value in weights.items() if is_of(sign, table)}
        for subject in ("", *sorted({parted(sign)[1] for sign in own} - {""})):
            text += f"\n[{table}.{subject}]\n" if subject else ""
            about = {parted(sign)[0]: value for sign, value in own.items() if parted(sign)[1] == subject}
            text += lines(table, about, LEAST[bool(subject)])
    rest = {s: v for s, v in weights.items() if s == "remarks"}
    return text + "\n[whole]\n" + "".join(f'"{sign}" = {value:.2f}\n' for sign, value in rest.items())


def is_of(sign: str, table: str) -> bool:
    """Tell whether a sign belongs to a table of signs.toml."""
    return sign.startswith(table) and (len(table) > 1 or sign[1:2] in MARKS)


MARKS = ":<>+"
"""What stands between a label and what a sign says of it."""


def parted(sign: str) -> tuple[str, str]:
    """Give a sign of a label without the subject that it is weighed for, and that subject; others as they are."""
    own, _, subject = sign.rpartition(" in ")
    return (own, subject) if sign[1:2] in MARKS and subject in (*SUBJECTS, OTHERS) else (sign, "")


def lines(table: str, weights: dict[str, float], least: float) -> str:
    """Give the lines of a table of signs.toml."""
    listed = [(sign[len(table) :], value) for sign, value in sorted(weights.items()) if abs(value) >= least]
    return "".join(f"{json.dumps(sign, ensure_ascii=False)} = {value:.2f}\n" for sign, value in listed)


if __name__ == "__main__":
    found = [*own(), *(example for folder in map(Path, sys.argv[1:]) for example in examples(folder))]
    Path(readings.__file__).with_name("signs.toml").write_text(as_toml(fit(found)), encoding="utf-8")
