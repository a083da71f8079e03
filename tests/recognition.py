"""How well CVs are understood: `make recognition` reads every CV beside its expectation, and prints F1s.

An expectation is a JSON file with `name`, `emails`, `entries` (each `dates`, `role`, `organisation`, `place`, `line`;
a field may be a list of texts that are equally right)
and, optionally, `phones`, `hidden` and `unlabelled_sections`. An entry is found when its dates are; it is right when
its role and its organisation are, too.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from md2moderncv.diagnostics import CvError, Source
from md2moderncv.files import decode
from md2moderncv.outline import outline
from md2moderncv.pandoc import parse
from md2moderncv.reader import read

FOLDER = Path(__file__).parent / "documents" / "recognition"


@dataclass
class Score:
    found: int = 0
    expected: int = 0
    made: int = 0
    right: int = 0
    places: int = 0
    cvs: int = 0
    names: int = 0
    emails: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self) -> float:
        return 2 * self.found / (self.expected + self.made) if self.expected + self.made else 1.0

    def add(self, other: Score) -> None:
        for name in ("found", "expected", "made", "right", "places", "cvs", "names", "emails"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong


def fold(text: str) -> str:
    """Give what of a text is compared: letters and digits, case aside."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


def same(expected: str | list[str], made: str) -> bool:
    """Tell whether a text is what is expected, or one of several that are."""
    return fold(made) in map(fold, [expected] if isinstance(expected, str) else expected)


def score(expected: dict, source: Source) -> Score:
    try:
        cv, _ = read(parse(source))
    except CvError as error:
        return Score(cvs=1, expected=len(expected["entries"]), wrong=[f"not read: {error}"])
    made = outline(cv)
    result = Score(cvs=1, expected=len(expected["entries"]))
    result.names = same(expected["name"], made["person"]["name"])
    if not result.names:
        result.wrong.append(f"name {made['person']['name']!r} for {expected['name']!r}")
    wanted = {email.casefold() for email in expected["emails"]}
    result.emails = wanted <= {email.casefold() for email in made["person"]["emails"]}
    if not result.emails:
        result.wrong.append(f"emails {made['person']['emails']} for {expected['emails']}")
    entries = [
        entry
        for section in made["sections"]
        if not any(same(section["title"], title) for title in expected.get("unlabelled_sections", []))
        for entry in section["entries"]
    ]
    result.made = len(entries)
    for wanted_entry in expected["entries"]:
        fits = [entry for entry in entries if same(wanted_entry["dates"], entry["dates"])]
        if not fits:
            result.wrong.append(
                f"missing {wanted_entry['dates']} | {wanted_entry['role']} | {wanted_entry['organisation']}"
            )
            continue
        best = max(
            fits,
            key=lambda e: (
                same(wanted_entry["role"], e["role"]),
                same(wanted_entry["organisation"], e["organisation"]),
            ),
        )
        entries.remove(best)
        result.found += 1
        both = all(same(wanted_entry[key], best[key]) for key in ("role", "organisation"))
        result.right += both
        result.places += same(wanted_entry["place"], best["place"])
        if not both or not same(wanted_entry["place"], best["place"]):
            shown = [
                f"{best[k]} ≠ {wanted_entry[k]}" if not same(wanted_entry[k], best[k]) else "="
                for k in ("role", "organisation", "place")
            ]
            result.wrong.append(f"{best['dates']}: " + " | ".join(shown))
    result.wrong += [f"extra {e['dates']} | {e['role']} | {e['organisation']} | {e['place']}" for e in entries]
    return result


def scores(folder: Path = FOLDER) -> dict[str, Score]:
    found = {}
    for file in sorted(folder.glob("*.json")):
        source = decode(file.with_suffix(".md").read_bytes(), file.with_suffix(".md").name)
        found[file.stem] = score(json.loads(file.read_text(encoding="utf-8")), source)
    return found


def row(name: str, total: Score) -> str:
    right = total.right / total.found if total.found else 1.0
    places = total.places / total.found if total.found else 1.0
    return (
        f"{name:24} {total.cvs:4} {total.expected:5}  {total.f1():6.3f} {right:7.3f} {places:7.3f}"
        f" {total.names / total.cvs:6.3f} {total.emails / total.cvs:7.3f}"
    )


def report(found: dict[str, Score], group: dict[str, str]) -> str:
    """Give a table: each language, then all."""
    groups: dict[str, Score] = defaultdict(Score)
    for name, one in found.items():
        groups[group.get(name, name.partition("-")[0])].add(one)
    total = Score()
    for one in groups.values():
        total.add(one)
    lines = [f"{'':24} {'CVs':>4} {'dated':>5}  {'F1':>6} {'fields':>7} {'places':>7} {'names':>6} {'e-mails':>7}"]
    return "\n".join([*lines, *(row(name, one) for name, one in sorted(groups.items())), row("all", total)])


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    result = scores(where)
    if "-v" in sys.argv:
        for name, one in result.items():
            for text in one.wrong:
                print(f"{name}: {text}")
    print(report(result, {}))
    if where == FOLDER:
        print()
        print(report(result, {name: name.partition("-")[2] for name in result if name.startswith("en-")}))
