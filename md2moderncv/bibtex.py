"""BibTeX files as biber and TeX take them: whole entries only, no sign in their fields a command by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

VERBATIM = ("url", "doi", "eprint", "file", "pdf", "urlraw", "keywords", "ids", "crossref", "xref", "related")
"""Fields that biblatex takes as they are, or as lists of keys."""
_START = re.compile(r"@\s*([A-Za-z]+)\s*\{")
_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(?=[{\"])")
_SPECIAL = re.compile(r"(?<!\\)((?:\\\\)*)([&%#_^])")
_MATH = re.compile(r"((?<!\\)\$[^$]*(?<!\\)\$)")


def closing(text: str, start: int) -> int:
    """Give the index behind the brace that closes the one at `start`; -1 where none does."""
    depth = 0
    index = start
    while index < len(text):
        character = text[index]
        if character == "\\":
            index += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return index + 1
        index += 1
    return -1


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Give the type and the text of each entry that is whole; what stands between them is a comment."""
    position = 0
    while match := _START.search(text, position):
        end = closing(text, match.end() - 1)
        if end < 0:
            position = match.end()
            continue
        yield match[1].casefold(), text[match.start() : end]
        position = end


def broken(text: str) -> bool:
    """Tell whether an entry of a file never ends."""
    found = sum(len(entry) for _, entry in entries(text))
    starts = len(_START.findall(text))
    return bool(starts) and (found == 0 or starts > sum(len(_START.findall(entry)) for _, entry in entries(text)))


def tamed(text: str) -> str:
    """Give the entries of a file, the signs that TeX would take for commands in their fields escaped."""
    # biber stops at an entry that says nothing
    kept = [fields(entry) for kind, entry in entries(text) if kind not in ("comment", "preamble") and "=" in entry]
    return "\n\n".join(kept) + "\n"


def fields(entry: str) -> str:
    """Give an entry whose fields are escaped, but for those that are no text."""
    made, position = [], 0
    while match := _FIELD.search(entry, position):
        start = match.end()
        end = closing(entry, start) if entry[start] == "{" else entry.find('"', start + 1) + 1
        if end <= 0:
            break
        value = entry[start:end]
        made += [entry[position:start], value if match[1].casefold() in VERBATIM else escaped(value)]
        position = end
    return "".join([*made, entry[position:]])


def escaped(value: str) -> str:
    """Give the text of a field with its bare `&`, `%`, `#` escaped, and `_`, `^` where they stand in no formula."""
    parts = _MATH.split(re.sub(r"\n\s*\n", "\n", value))
    return "".join(
        part if index % 2 else re.sub(r"(?<!\\)\$", r"\\$", _SPECIAL.sub(_as_text, part))
        for index, part in enumerate(parts)
    )


def _as_text(match: re.Match[str]) -> str:
    return match[1] + (r"\^{}" if match[2] == "^" else "\\" + match[2])
