"""Lists of the front matter that say how somebody is reached, each by its label or by where its link leads."""

from __future__ import annotations

from typing import Any

from md2moderncv.inlines import Inline, plain
from md2moderncv.personal import facts_of, profile
from md2moderncv.words import networks, words

Value = dict[str, Any]
"""A value of the front matter, as pandoc gives it."""
TEXTS = ("MetaInlines", "MetaMap")
FEWEST = 7
"""Digits of a telephone number."""


def holds_contacts(key: str) -> bool:
    """Tell whether a key is what those are called under which a list says how somebody is reached."""
    folded = key.casefold()
    return folded in words("person", "beside") or any(part in folded for part in words("person", "holding"))


def reached(listed: list[Value]) -> list[tuple[str, Value]]:
    """Give the facts of a list that says how somebody is reached, by their keys; nothing where it does not.

    Such as `left-column: ["Email: a@b.org", …]`, or `contacts: [{label: a@b.org, url: "mailto:a@b.org"}]`.
    """
    pairs = [pair for item in listed for pair in facts_of(linked(item))]
    names = [name for name, _ in pairs]
    if not {"email", "phone", "mobile"} & set(names) or any(item["t"] not in TEXTS for item in listed):
        return []
    return [said_by_link(name or "extrainfo", said) for name, said in pairs]


def linked(item: Value) -> list[Inline]:
    """Give an item as inlines: a map of a label and an address is a link."""
    if item["t"] == "MetaInlines":
        inlines: list[Inline] = item["c"]
        return inlines
    stated = item["c"] if item["t"] == "MetaMap" else {}
    label: list[Inline] = stated["label"]["c"] if stated.get("label", {}).get("t") == "MetaInlines" else []
    if not label or "url" not in stated:
        return label
    return [{"t": "Link", "c": [["", [], []], label, [plain_of(stated["url"]).strip(), ""]]}]


def said_by_link(name: str, said: list[Inline]) -> tuple[str, Value]:
    """Give a fact and its key; one that is a link says its address or number by where it leads."""
    link = said[0] if len(said) == 1 and said[0]["t"] == "Link" else None
    target = link["c"][2][0] if link else ""
    if link and name in networks():
        return "social", {"t": "MetaList", "c": [profile(name, {"t": "MetaInlines", "c": said})]}
    number = sum(map(str.isdigit, plain(said))) >= FEWEST  # as it is written, and easier to read
    if link and (target.startswith("mailto:") or (target.startswith("tel:") and not number)):
        said = [{**link, "t": "Str", "c": target.partition(":")[2]}]
    return name, {"t": "MetaInlines", "c": said}


def plain_of(value: Value) -> str:
    """Give a value as plain text."""
    return plain(value["c"]) if value["t"] == "MetaInlines" else str(value["c"])
