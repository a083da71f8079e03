"""Where the words of an HTML block stand in the source: pandoc's HTML reader tells no positions."""

from __future__ import annotations

from html import unescape
from typing import Any

FARTHEST = 4000
"""Characters behind the last word among which the next one is looked for."""


def located(tree: Any, html: str, first: int) -> Any:
    """Give what was read from HTML that begins on a line of the source, its texts with the span where they stand."""
    return _Places(unescape(html), first).of(tree)


class _Places:
    """Finds words one after the other."""

    def __init__(self, text: str, first: int) -> None:
        self.text = text
        self.position, self.line = 0, first

    def of(self, tree: Any) -> Any:
        """Give a tree with spans at its texts, in the order in which they stand."""
        if isinstance(tree, list):
            return [self.of(value) for value in tree]
        if not isinstance(tree, dict):
            return tree
        if tree.get("t") == "Str" and (at := self._next(tree["c"])):
            return {**tree, "at": at}
        return {key: self.of(value) for key, value in tree.items()}

    def _next(self, word: str) -> list[int] | None:
        """Give the span of the next place where a word stands; `None` where it is written in another way."""
        start = self.text.find(word, self.position, self.position + FARTHEST)
        if start < 0:
            return None
        self.line += self.text.count("\n", self.position, start)
        self.position = start
        column = start - self.text.rfind("\n", 0, start)
        return [self.line, column, self.line, column + len(word)]
