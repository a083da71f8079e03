"""Reads the cases of tests/cases/*.md: a heading is the name, a `markdown` block goes in, the others come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    file: Path
    name: str
    text: str

    def blocks(self) -> dict[str, str]:
        return {match[2]: match[3] for match in FENCE.finditer(self.text)}


def load(folder: Path) -> list[Case]:
    found = []
    for file in sorted(folder.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        heads = [match for match in HEADING.finditer(text) if not inside_fence(text, match.start())]
        ends = [*(match.start() for match in heads[1:]), len(text)]
        found += [
            Case(file, f"{file.stem}: {head[1]}", text[head.start() : end])
            for head, end in zip(heads, ends, strict=True)
        ]
    return found


def inside_fence(text: str, position: int) -> bool:
    return any(match.start() < position < match.end() for match in FENCE.finditer(text))


def accept(case: Case, made: dict[str, str]) -> None:
    """Rewrite the expectations of a case; what the case does not ask for is not added, diagnostics aside."""
    text = case.file.read_text(encoding="utf-8")
    head = text.index(f"## {case.name.split(': ', 1)[1]}\n")
    following = [m.start() for m in HEADING.finditer(text, head + 3) if not inside_fence(text, m.start())]
    end = following[0] if following else len(text)
    body = text[head:end]
    for kind, output in made.items():
        pattern = re.compile(rf"^(`{{3,}}){kind}\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
        body = pattern.sub(lambda match, o=output, k=kind: f"{match[1]}{k}\n{o}{match[1]}", body)
    case.file.write_text(text[:head] + body + text[end:], encoding="utf-8")
