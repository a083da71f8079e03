"""The YAML block at the head of a source, or one of TOML: found, checked, and made safe for pandoc.

Pandoc reads YAML numbers as numbers (`phone: 07810` loses its zero) and parses values as blocks (`born: 22. Mai`
becomes a list). So the block is handed to it as JSON, every value a string that starts with a guard.
"""

from __future__ import annotations

import json
import re
from typing import Any

from md2moderncv import toml_block
from md2moderncv.diagnostics import CvError, Source, Span
from md2moderncv.messages import bad_front_matter

BLOCK = re.compile(
    r"\A---[ \t]*\n(?=[ \t]*\S|\s*(?:title|layout|permalink|name|author|date)[ \t]*:)"
    r"(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
GUARD = "\u2063"
"""An invisible character in front of a value, so that nothing in it is at the start of a line."""
MOST_VALUES = 10_000
"""More than that is an attack by aliases, not a CV."""

VERBATIM = "header-includes"
"""The key whose value is TeX, and no Markdown."""

Positions = dict[str, Any]


def guard(source: Source) -> tuple[str, Any]:
    """Give the text for pandoc, line for line, and the YAML tree with its positions (`None` without a block)."""
    if toml := toml_block.BLOCK.match(source.text):
        tree = from_toml(toml[1])
        return guarded(source, toml, tree) if tree.value else without(source, toml)
    block = BLOCK.match(source.text)
    if not block:
        return source.text, None
    import yaml

    try:
        tree = compose(block[1])
    except yaml.YAMLError as error:
        if not _KEY.match(block[1]):
            return "***" + source.text[3:], None  # a rule, some text, another rule; pandoc would read on
        raise CvError([bad_front_matter(*_problem(error, block[1]))]) from None
    if tree is None:
        return without(source, block)
    if not isinstance(tree, yaml.MappingNode):
        return "***" + source.text[3:], None  # a rule, some text, another rule
    return guarded(source, block, tree)


def without(source: Source, block: re.Match[str]) -> tuple[str, None]:
    """Give a text in which a block that says nothing is empty lines."""
    return "\n" * block[0].count("\n") + source.text[block.end() :], None


def guarded(source: Source, block: re.Match[str], tree: Any) -> tuple[str, Any]:
    """Give a text whose block is the JSON of a tree, line for line, and the tree."""
    values = json.dumps(_Guarded().value(tree), ensure_ascii=False)
    padding = "\n" * (block[0].count("\n") - 2)
    return f"---\n{values}{padding}---\n{source.text[block.end() :]}", tree


def from_toml(text: str) -> Any:
    """Give the tree of a TOML text; raises `CvError` for one that is broken."""
    try:
        return toml_block.compose(text)
    except toml_block.TomlError as bad:
        at = Span(bad.line + 1, bad.column, bad.line + 1, bad.column + 1)
        raise CvError([bad_front_matter(bad.problem, at, "TOML")]) from None


_KEY = re.compile(r"\s*(?:#.*\s+)*[\w\"'. -]+:(?=\s)")
_VALUE = re.compile(r"^(\s*(?:- +)?[\w-]+:[ \t]+|\s*- +)([^\s\"'|>\[{#].*?|[\[{].*[^\]}\s])[ \t]*$", re.MULTILINE)
"""A line `key: value` whose value YAML might take for more than text."""


def compose(text: str) -> Any:
    """Give the tree of a YAML text, a repeated key as one with a list of values; raises `yaml.YAMLError`.

    Where values hold what YAML reads as its own (`title: Engineer: C#`, `twitter: @ada`), they are taken as text.
    """
    import yaml

    text = text.expandtabs(2)
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        quoted = _VALUE.sub(lambda match: match[1] + "'" + match[2].replace("'", "''") + "'", text)
        try:
            tree = yaml.compose(quoted, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            raise problem from None
    if isinstance(tree, yaml.MappingNode):
        tree.value = _merged(tree.value)
    return tree


def _merged(pairs: list[Any]) -> list[Any]:
    """Give the pairs of a mapping, the values of a repeated key in one list."""

    values: dict[str, list[Any]] = {}
    keys: dict[str, Any] = {}
    for key, value in pairs:
        if key.id == "scalar":
            keys.setdefault(key.value, key)
            values.setdefault(key.value, []).append(value)
    return [(keys[name], _one(listed)) for name, listed in values.items()]


def _one(listed: list[Any]) -> Any:
    """Give the one value of a key, or a list of all that say something."""
    import yaml

    if len(listed) == 1:
        return listed[0]
    inner = [item for value in listed for item in (value.value if value.id == "sequence" else [value])]
    said = [value for value in inner if not empty(value)] or listed[:1]
    if len(said) == 1:
        return said[0]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", said, said[0].start_mark, said[-1].end_mark)


def _problem(error: Any, text: str) -> tuple[str, Span | None]:
    """Say what PyYAML complains of, and where, in lines of the source."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "context", None) or str(error).split("\n")[0]
    at = Span(mark.line + 2, mark.column + 1, mark.line + 2, mark.column + 2) if mark else None
    if mark is None and isinstance(getattr(error, "position", None), int):  # a character that YAML does not take
        before = text[: error.position]
        line, column = before.count("\n") + 2, len(before) - before.rfind("\n")
        at = Span(line, column, line, column + 1)
    return str(problem), at


class _Guarded:
    """Turns a YAML tree into plain values whose strings start with the guard."""

    def __init__(self) -> None:
        self.count = 0

    def value(self, node: Any) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            raise CvError([bad_front_matter("it has too many values", _span(node))])
        if node.id == "mapping":
            return {key.value: self.value(value) for key, value in _texts(node)}
        if node.id == "sequence":
            return [self.value(item) for item in node.value if not empty(item)]
        text = node.value
        if node.style == "|":  # its lines are lines
            text = re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*[\w(+@])", "\\\\\n", text.rstrip("\n"))
        # half a surrogate pair, written as an escape, is no character
        return GUARD + re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _texts(mapping: Any) -> list[Any]:
    """Give the pairs of a mapping whose key is a text and whose value says something."""
    return [(key, value) for key, value in mapping.value if key.id == "scalar" and not empty(value)]


def empty(node: Any) -> bool:
    """Tell whether a YAML value says nothing: `key:`, `key: ~`, `key: \"\"`."""
    return node.id == "scalar" and (node.tag == "tag:yaml.org,2002:null" or not node.value.strip())


def _span(node: Any) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 2, start.column + 1, end.line + 2, end.column + 1)


def restore(meta: Any, tree: Any) -> Any:
    """Take the guards off pandoc's metadata, and put `at` and `key_at` beside each value's `t` and `c`."""
    nodes = {key.value: (key, value) for key, value in _texts(tree)}
    # pandoc sorts the keys; the author's order may mean something
    known = {name: _restored(meta[name], *nodes[name]) for name in nodes if name in meta}
    return known | {name: value for name, value in meta.items() if name not in nodes}


def _restored(value: Any, key: Any, node: Any) -> Any:
    kind, content = value["t"], value["c"]
    if key.value == VERBATIM:
        kind, content = "MetaString", verbatim(node)
    elif kind == "MetaMap":
        content = restore(content, node)
    elif kind == "MetaList":
        present = [item for item in node.value if not empty(item)]
        content = [_restored(item, inner, inner) for item, inner in zip(content, present, strict=True)]
    else:
        content = _unguarded(content)
    at, key_at = _span(node), _span(key)
    positions = {"at": [at.line, at.column, at.end_line, at.end_column]}
    positions["key_at"] = [key_at.line, key_at.column, key_at.end_line, key_at.end_column]
    return {"t": kind, "c": content, **positions}


def verbatim(node: Any) -> str:
    """Give the text of a YAML value as it is written, that of a list line by line."""
    parts = [node] if node.id == "scalar" else node.value if node.id == "sequence" else []
    return "\n".join(part.value for part in parts if part.id == "scalar")


def _unguarded(content: Any) -> Any:
    """Take the guards off the strings in a metadata value; a word that was nothing else goes."""
    if isinstance(content, str):
        return content.replace(GUARD, "")
    if isinstance(content, dict):
        return {key: _unguarded(value) for key, value in content.items()}
    if isinstance(content, list):
        alone = {"t": "Str", "c": GUARD}
        return [_unguarded(value) for value in content if value != alone]
    return content
