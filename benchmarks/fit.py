"""Fit the weights of signs.toml to labelled CVs: `make fit`, or `python -m benchmarks.fit FOLDER …` with more of them.

A labelled CV is a Markdown file with a JSON file beside it, as in tests/documents/recognition; the cases of the tests,
and some random CVs from their generator, are learned from, too, and these count more than those of other folders. The
weights start from those that are there; each head that reads worse than its label by less than a margin of 1 moves
them, by a small step (passive-aggressive, averaged over all steps). Each sign has a weight for any section, and one for
those of a subject.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

from md2moderncv import readings
from md2moderncv.files import decode
from md2moderncv.heads import Head
from md2moderncv.inlines import plain
from md2moderncv.pandoc import parse
from md2moderncv.pieces import Piece
from md2moderncv.readings import LABELS, OTHERS, REMARK, Group, all_signs, text_of
from md2moderncv.sectioning import SUBJECTS
from md2moderncv.settle import FIELD, pieces_of, settle, stated_by
from md2moderncv.signs import signs
from tests.cases import load
from tests.generator import cv
from tests.recognition import FOLDER, fold, same

FILTERS = ("bullets", "definitions", "entries", "paragraphs", "tables")
EPOCHS = 2
GENERATED = 10
"""Random CVs that are learned from."""
STEP = 0.02
"""The longest step."""
MOST_PIECES = 7
"""Pieces of a head that is learned from; more have too many readings."""
TABLES = {"R": "the role", "O": "the organisation", "P": "the place", "G": "a remark"} | dict.fromkeys(
    ("then", "none", "order"), ""
)
LEAST = {False: 0.05, True: 0.08}
"""A smaller weight is none: that of a sign, and that of a sign in the sections of a subject."""


@dataclass
class Example:
    """A head, and the readings that give what its label says."""

    head: Head
    pieces: list[Piece]
    subject: str
    right: list[tuple[Group, ...]]

    def signs(self, groups: tuple[Group, ...]) -> list[str]:
        """Give every sign of a reading."""
        return all_signs(self.pieces, groups, self.head.dated_line, stated_by(self.head), self.subject)

    @functools.cached_property
    def found(self) -> dict[Group, list[str]]:
        """Every sign of each stretch, under each label that nothing states already."""
        count, about = len(self.pieces), f" in {self.subject or OTHERS}"
        every = {
            (label, start, stop): signs(self.pieces, label, start, stop, self.head.dated_line)
            for start in range(count)
            for stop in range(start + 1, count + 1)
            for label in LABELS
            if label not in stated_by(self.head)
        }
        return {group: [*listed, *(sign + about for sign in listed)] for group, listed in every.items()}


def heads(path: Path) -> list[tuple[Head, str]]:
    """Give the heads that the filters settle in one CV, each with the subject of its section."""
    seen: list[tuple[Head, str]] = []

    def record(found: list[Head], subject: str = "") -> object:
        seen.extend((head, subject) for head in found)
        return settle(found, subject)

    with contextlib.ExitStack() as patched:
        for name in FILTERS:
            patched.enter_context(patch.object(sys.modules[f"md2moderncv.filters.{name}"], "settle", record))
        parse(decode(path.read_bytes(), path.name))
    return seen


def labellings(count: int) -> Iterator[tuple[Group, ...]]:
    """Give every reading of so many pieces."""
    for parts in range(1, min(count, 6) + 1):
        for cuts in itertools.combinations(range(1, count), parts - 1):
            borders = [0, *cuts, count]
            for labels in itertools.product(LABELS, repeat=parts):
                if all(labels.count(label) < 2 for label in LABELS if label != REMARK):
                    yield tuple(zip(labels, borders, borders[1:], strict=False))


def right(pieces: list[Piece], head: Head, label: dict[str, str | list[str]]) -> list[tuple[Group, ...]]:
    """Give the readings with the label's role and organisation, those with its place before others."""
    found: dict[bool, list[tuple[Group, ...]]] = {True: [], False: []}
    for groups in labellings(len(pieces)) if len(pieces) <= MOST_PIECES else ():
        said = {FIELD[name]: text_of(pieces, start, stop) for name, start, stop in groups if name != REMARK}
        fits = {
            key: same(label[key], said.get(key, "")) or key in head.stated for key in FIELD.values() if key in label
        }
        if fits["role"] and fits["organisation"]:
            found[fits["place"]].append(groups)
    return found[True] or found[False]


def examples(folder: Path) -> Iterator[Example]:
    """Give what can be learned from the CVs of a folder."""
    for file in sorted(folder.glob("*.json")):
        labels = json.loads(file.read_text(encoding="utf-8"))["entries"]
        for head, subject in heads(file.with_suffix(".md")):
            pieces = pieces_of(head)
            words = fold(" ".join(piece.text for piece in pieces)).split()
            fitting = [label for label in labels if same(label["dates"], plain(head.dates))]
            for label in sorted(fitting, key=lambda one: -sum(w in words for w in fold(str(one["role"])).split()))[:1]:
                labels.remove(label)
                if found := right(pieces, head, label):
                    yield Example(head, pieces, subject, found)


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
        split = {sign: sign.rpartition(" in ") for sign in own if len(table) == 1}
        about = {sign: parts[2] for sign, parts in split.items() if parts[1] and parts[2] in (*SUBJECTS, OTHERS)}
        text += lines(table, {sign: value for sign, value in own.items() if sign not in about}, LEAST[False])
        for subject in sorted(set(about.values())):
            text += f"\n[{table}.{subject}]\n"
            of_it = {split[sign][0]: own[sign] for sign in own if about.get(sign) == subject}
            text += lines(table, of_it, LEAST[True])
    rest = {s: v for s, v in weights.items() if s == "remarks"}
    return text + "\n[whole]\n" + "".join(f'"{sign}" = {value:.2f}\n' for sign, value in rest.items())


def is_of(sign: str, table: str) -> bool:
    """Tell whether a sign belongs to a table of signs.toml."""
    return sign.startswith(table) and (len(table) > 1 or sign[1:2] in ":<>+")


def lines(table: str, weights: dict[str, float], least: float) -> str:
    """Give the lines of a table of signs.toml."""
    listed = [(sign[len(table) :], value) for sign, value in sorted(weights.items()) if abs(value) >= least]
    return "".join(f"{json.dumps(sign, ensure_ascii=False)} = {value:.2f}\n" for sign, value in listed)


def generated(folder: Path) -> Path:
    """Write labelled random CVs into a folder; their seeds are none that the tests use."""
    for seed in range(1000, 1000 + GENERATED):
        text, made = cv(seed)
        (folder / f"{seed}.md").write_text(text, encoding="utf-8")
        (folder / f"{seed}.json").write_text(json.dumps({"entries": [asdict(one) for one in made]}), encoding="utf-8")
    return folder


def from_cases(folder: Path) -> Path:
    """Write the cases that expect entries into a folder, each as a CV with labels."""
    for number, case in enumerate(load(CASES)):
        blocks = case.blocks()
        entries = [dict(_FIELD.findall(line)) for line in blocks.get("canonical", "").splitlines() if "dates: " in line]
        named = [{"role": "", "organisation": "", "place": "", **one} for one in entries]
        if "markdown" in blocks and named:
            (folder / f"{number}.md").write_text(blocks["markdown"], encoding="utf-8")
            (folder / f"{number}.json").write_text(json.dumps({"entries": named}), encoding="utf-8")
    return folder


_FIELD = re.compile(
    r" \| (dates|role|organisation|place): (.*?)(?= \| (?:role|organisation|place|grade): | \| \d+ blocks|$)"
)
CASES = FOLDER.parent.parent / "cases"
OWN = 3
"""How often an example of the project's own is learned from; those of other folders are once."""


def own() -> list[Example]:
    """Give what can be learned from the project's own CVs, cases and random CVs."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        folders = (FOLDER, from_cases(Path(first)), generated(Path(second)))
        return [example for folder in folders for example in examples(folder)] * OWN


if __name__ == "__main__":
    found = [*own(), *(example for folder in map(Path, sys.argv[1:]) for example in examples(folder))]
    Path(readings.__file__).with_name("signs.toml").write_text(as_toml(fit(found)), encoding="utf-8")
