"""Positions: what `+sourcepos` adds around every element becomes `at` beside its `t` and `c`.

Pandoc wraps blocks in Divs and inlines in Spans, or adds the attribute `data-pos`. Measured on CVs of usual
length, parsing with positions takes no measurable time more than without.
"""

from __future__ import annotations

import re
from typing import Any

from md2moderncv.diagnostics import Source

_POSITION = re.compile(r"(\d+):(\d+)-(\d+):(\d+)$")
_TAB_STOP = 4


class Positions:
    """Takes the wrappers of one source's AST off."""

    def __init__(self, source: Source) -> None:
        self.lines = source.text.split("\n")
        self.tabs: dict[int, int] = {}
        """Where the first tab of each line stands, -1 for none."""

    def restore(self, tree: Any) -> Any:
        """Give a tree of pandoc values without wrappers; texts that pandoc cut in pieces are whole again."""
        if isinstance(tree, dict):
            return self._element(tree)
        if isinstance(tree, list):
            return self._list(tree)
        return tree

    def _list(self, values: list[Any]) -> list[Any]:
        if _is_attr(values):
            return [values[0], values[1], [pair for pair in values[2] if pair[0] not in ("data-pos", "wrapper")]]
        kept: list[Any] = []
        for value in values:
            if isinstance(value, dict) and value.get("t") in ("Span", "Div") and ["wrapper", "1"] in value["c"][0][2]:
                at = self._at(value["c"][0])
                for inner in self._list(value["c"][1]):
                    _append(kept, inner if "at" in inner or not at else {**inner, "at": at})
            else:
                _append(kept, self.restore(value))
        return kept

    def _element(self, element: dict[str, Any]) -> dict[str, Any]:
        restored = {key: self.restore(value) for key, value in element.items()}
        value = element.get("c")
        if isinstance(value, list):
            attr = next((part for part in value[:2] if _is_attr(part)), None)
            if attr and (at := self._at(attr)):
                restored["at"] = at
        return restored

    def _at(self, attr: list[Any]) -> list[int] | None:
        """Read the last position of an attribute `data-pos`, `cv.md@3:1-3:9;…`, into four numbers.

        A heading within a list carries the list's, then its own.
        """
        written = next((text for key, text in reversed(attr[2]) if key == "data-pos"), "")
        match = _POSITION.search(written)
        if not match:
            return None
        line, column, end_line, end_column = map(int, match.groups())
        return [line, self._column(line, column), end_line, self._column(end_line, end_column)]

    def _column(self, line: int, column: int) -> int:
        """Turn pandoc's column, in which tabs are spaces, into one that counts characters."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        if line not in self.tabs:
            self.tabs[line] = text.find("\t")
        if not 0 <= self.tabs[line] < column:
            return column
        width = 0
        for index, character in enumerate(text):
            if width >= column - 1:
                return index + 1
            width += _TAB_STOP - width % _TAB_STOP if character == "\t" else 1
        return len(text) + 1


def _is_attr(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and isinstance(value[0], str)
        and isinstance(value[1], list)
        and isinstance(value[2], list)
    )


def _append(kept: list[Any], value: Any) -> None:
    """Append a value; a text that follows a text becomes part of it."""
    last = kept[-1] if kept else None
    if not (isinstance(value, dict) and isinstance(last, dict) and value.get("t") == last.get("t") == "Str"):
        kept.append(value)
        return
    joined = {"t": "Str", "c": last["c"] + value["c"]}
    if "at" in last and "at" in value:
        joined["at"] = [*last["at"][:2], *value["at"][2:]]
    kept[-1] = joined
