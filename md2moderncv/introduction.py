"""The name by which somebody introduces themselves in the first sentences of a text."""

from __future__ import annotations

import functools
import re

from md2moderncv.namelike import looks_like_name
from md2moderncv.words import alternation, words

_WORD = r"(?:[^\W\d_]\.|[^\W\d_][\w'’-]*)"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD}){{1,4}}")


@functools.cache
def _saying() -> re.Pattern[str]:
    """Match what a sentence says before its writer's name."""
    return re.compile(rf"(?<!\w)(?:{alternation('person', 'introductions')})\s*", re.IGNORECASE)


_POSSESSIVE = re.compile(r"([\u4e00-\u9fff]{2,5})の.{0,24}(?:職務)?(?:経歴|履歴)")


def introduced(text: str) -> str:
    """Give the name that a text tells, `Hi, I am Ada Lovelace.`, `山田太郎の職務経歴`; empty where it tells none."""
    if match := _POSSESSIVE.match(text):
        return match[1]
    for said in _saying().finditer(text):
        run = (match[0] if (match := _NAME.match(text, said.end())) else "").split()
        for count in range(len(run), 1, -1):
            name = run[:count]
            capitals = name[0][:1].isupper() and name[-1][:1].isupper()
            if capitals and looks_like_name(" ".join(name), sure=True):
                return " ".join(name)
        alone = _ALONE.match(text, said.end())
        if alone and re.search(r"\w\s+\w", said[0]) and said[0].split()[-1].casefold() not in words("line", "copulas"):
            return alone[1] if looks_like_name(alone[1]) else ""
    return ""


_ALONE = re.compile(r"([^\W\d_]{3,20})[.,!]\s")
