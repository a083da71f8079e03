"""The TOML block between `+++` at the head of a source, as Hugo writes it: read as the tree that YAML would give."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from typing import Any

BLOCK = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$|\s*\(at end of document\)$")
MOST_LEVELS = 20
"""Tables in tables; more are no CV's."""


class TomlError(ValueError):
    """What is wrong with a block, and at which line and column of it, counted from 1."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


def compose(text: str) -> Any:
    """Give the YAML tree of a TOML text, each value at the line of its key; raises `TomlError`."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of numbers with thousands of digits, too
        said = str(error)
        place = _PLACE.search(said)
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n"), 1)
        problem = _PLACE.sub("", said)
        raise TomlError(problem[:1].lower() + problem[1:], line, column) from None
    return _node(values, Lines(text), 0, 0)


class Lines:
    """The lines of a block, and where each key is set or its table opened."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.keys: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if match := _KEYS.match(line):
                for key in re.findall(r"[\w-]+|\"[^\"]*\"|'[^']*'", match[1] or match[2]):
                    self.keys.setdefault(key.strip("\"'"), []).append(number)

    def of(self, key: str, start: int) -> int:
        """Give the number of the first line from a start on that sets a key, or opens its table; else the start."""
        listed = self.keys.get(key, [])
        index = bisect_left(listed, start)
        return listed[index] if index < len(listed) else start


_KEYS = re.compile(r"\s*(?:\[+([^\]]*)\]|([\w\"'. -]+?)\s*=)")


def _node(value: Any, lines: Lines, line: int, level: int) -> Any:
    """Give the YAML node of a value whose key stands on a line, counted from 0."""
    import yaml

    start, end = _mark(line, 0), _mark(line, len(lines.lines[line]))
    if level > MOST_LEVELS:
        raise TomlError("its tables are nested too deep", line + 1, 1)
    if isinstance(value, dict):
        pairs = [(key, inner, lines.of(key, line)) for key, inner in value.items()]
        nodes = [(_scalar(key, lines, at), _node(inner, lines, at, level + 1)) for key, inner, at in pairs]
        return yaml.MappingNode("tag:yaml.org,2002:map", nodes, start, end)
    if isinstance(value, list):
        items = [_node(item, lines, line, level + 1) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, start, end)
    try:
        written = str(value).lower() if isinstance(value, bool) else str(value)
    except ValueError:
        raise TomlError("a number has too many digits", line + 1, 1) from None
    return yaml.ScalarNode("tag:yaml.org,2002:str", written, start, end)


def _scalar(key: str, lines: Lines, line: int) -> Any:
    import yaml

    column = max(lines.lines[line].find(key), 0)
    return yaml.ScalarNode("tag:yaml.org,2002:str", key, _mark(line, column), _mark(line, column + len(key)))


def _mark(line: int, column: int) -> Any:
    import yaml

    return yaml.Mark("", 0, line, column, None, 0)
