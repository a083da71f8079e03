"""What the weights of signs.toml are learned from: heads of labelled CVs, and the readings that their labels ask for.

A labelled CV is a Markdown file with a JSON file beside it, as in tests/documents/recognition. The cases of the tests,
and some random CVs from their generator, are learned from, too.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

from md2moderncv.files import decode
from md2moderncv.heads import Head
from md2moderncv.inlines import plain
from md2moderncv.pandoc import parse
from md2moderncv.pieces import Piece
from md2moderncv.readings import LABELS, REMARK, Group, all_signs, every_sign, text_of, with_subject
from md2moderncv.settle import FIELD, pieces_of, settle, stated_by
from tests.cases import load
from tests.generator import cv
from tests.recognition import FOLDER, fold, same

FILTERS = ("bullets", "definitions", "entries", "paragraphs", "tables")
GENERATED = 10
"""Random CVs that are learned from."""
MOST_PIECES = 7
"""Pieces of a head that is learned from; more have too many readings."""


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
        listed = every_sign(self.pieces, self.head.dated_line, stated_by(self.head))
        return {group: with_subject(found, self.subject) for group, found in listed}


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
