"""The word tables of words.toml, read once."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import Any


def fold(name: str) -> str:
    """Give the form of a name in which it is looked up."""
    return unicodedata.normalize("NFC", name.casefold()).strip(" .")


@functools.cache
def tables() -> dict[str, Any]:
    """Give words.toml as it stands."""
    return tomllib.loads(resources.files("md2moderncv").joinpath("words.toml").read_text(encoding="utf-8"))


@functools.cache
def words(table: str, key: str) -> tuple[str, ...]:
    """Give one list of words, longest first, as an alternation of a regular expression wants them."""
    listed = re.split(r"[,\n]", tables()[table][key])
    return tuple(sorted({word.strip() for word in listed if word.strip()}, key=lambda w: (-len(w), w)))


def in_language(table: str, code: str) -> str:
    """Give what a table says in a language, in English where that is not known."""
    listed: dict[str, str] = tables()[table]
    return listed.get(code, listed["en"])


@functools.cache
def alternation(table: str, key: str) -> str:
    """Give a list of words as a regular expression; a word that ends in a letter must end there."""
    return "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isascii() else "") for word in words(table, key))


@functools.cache
def labels() -> dict[str, str]:
    """Map every known label of a personal fact, lower case, to its canonical key."""
    return {word: key for key in tables()["person"] for word in words("person", key)}


@functools.cache
def columns() -> dict[str, str]:
    """Map what people call an entry's field, lower case, to the field."""
    return {word.casefold(): key for key in tables()["columns"] for word in words("columns", key)}


@functools.cache
def networks() -> dict[str, str]:
    """Map what people call a social network, lower case, to its name in moderncv."""
    names = tables()["networks"]
    others = {word.strip(): name for name, listed in tables()["network_names"].items() for word in listed.split(",")}
    return {name: name for name in names} | others


@functools.cache
def numbers(key: str) -> dict[str, int]:
    """Map the words of a table of `[dates]` whose keys are months to that month, 1 to 12."""
    return {word.strip(): int(month) for month, listed in tables()["dates"][key].items() for word in listed.split(",")}
