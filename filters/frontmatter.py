#!/usr/bin/env python3
"""Bring the metadata under its canonical keys, whatever the author calls them.

E-mail: ada@example.org          →   email
mobile: +44 20 7946 0958         →   phone, a list of maps {type: mobile, number}
social: {github: ada}            →   social, a list of maps {network: github, handle: ada}
right: [{key: Email, value: …}]  →   email
"""

import re

from md2moderncv.canonical import Doc, run
from md2moderncv.inlines import strip
from md2moderncv.personal import facts_of
from md2moderncv.reached import holds_contacts, plain_of, reached
from md2moderncv.words import labels, networks, tables

PHONES = {"mobile": "mobile", "landline": "fixed", "fax": "fax", "phone": ""}
"""Labels of telephone numbers, by moderncv's type; a plain phone has none."""
SYNONYMS = {
    "author": "name",
    "cvname": "name",
    "fullname": "name",
    "colour": "color",
    "papersize": "paper",
    "font size": "fontsize",
    "avatar": "photo",
    "socials": "social",
    "profiles": "social",
}


TWO = (
    "style options",
    "bibliography style",
    "bibliography sorting",
    "bibliography groups",
    "letter first",
    "hints width",
    "page numbers",
    "photo width",
    "photo frame",
)
"""Keys of two words, however they are joined."""


def canonical_key(key: str) -> str:
    """Give the canonical key for one as written: `First_Name` is `firstname`; unknown ones stay."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", key).casefold().strip()
    hyphened = words.replace(" ", "-")
    return SYNONYMS.get(words) or labels().get(words) or labels().get(hyphened) or (hyphened if words in TWO else key)


def items(value):
    """Give a metadata value as a list of values."""
    return value["c"] if value["t"] == "MetaList" else [value]


def phones(kind, value):
    """Give canonical phones: maps of a type, where one is known, and a number."""
    found = []
    for item in items(value):
        if item["t"] != "MetaMap":
            entry = {"number": item}
        elif "number" in item["c"]:
            entry = item["c"]
        else:  # `phone: {mobile: …, fax: …}`
            for label, number in item["c"].items():
                kind_of = canonical_key(label)
                found += phones(kind_of, number if kind_of in PHONES else labelled(label, number))
            continue
        if PHONES.get(kind) and "type" not in entry:
            entry = {"type": {"t": "MetaString", "c": PHONES[kind]}, **entry}
        found.append({"t": "MetaMap", "c": entry})
    return found


def labelled(label, value):
    """Give a value with a label that means nothing here beside it: `4 (Office)`."""
    words = value["c"] if value["t"] == "MetaInlines" else [{"t": "Str", "c": str(value["c"])}]
    return {**value, "t": "MetaInlines", "c": [*words, {"t": "Space"}, {"t": "Str", "c": f"({label})"}]}


def profiles(value):
    """Give canonical social profiles: maps of a network, a handle and a URL, as far as they are stated."""
    found = []
    for item in items(value):
        if item["t"] != "MetaMap":
            found.append({"t": "MetaMap", "c": {"url": item}})
        elif item["c"].keys() & {"network", "url"}:
            entry = {{"username": "handle", "user": "handle"}.get(key, key): v for key, v in item["c"].items()}
            found.append({**item, "c": entry})
        else:
            for network, handle in item["c"].items():
                name = {"t": "MetaString", "c": network.casefold()}
                found.append({"t": "MetaMap", "c": {"network": name, "handle": handle}})
    return found


LABELLED = (("key", "value"), ("label", "value"), ("name", "value"), ("label", "text"), ("label", "content"))
"""The keys of a map that is a fact and its label."""


def facts(key, value):
    """Give the keys and values of a list of labelled facts, `[{key: Email, value: a@b.org}]`; else the pair itself."""
    listed = items(value)
    pairs = [
        (plain_of(item["c"][label]), item["c"][said])
        for item in listed
        if item["t"] == "MetaMap"
        for label, said in LABELLED
        if item["c"].keys() == {label, said} and canonical_key(key) not in ("social", "phone")
    ]
    if pairs and len(pairs) == len(listed):
        return pairs
    said = reached(listed) if value["t"] == "MetaList" and holds_contacts(key) else []
    return said or [(key, value)]


def authors(meta):
    """Give the metadata with an author that is a map as a name and an address: `author: {name: …, email: …}`.

    So is one that is a list of the name and of how the author is reached.
    """
    stated = meta.get("author")
    if stated and stated["t"] == "MetaList":
        return listed_author(meta, stated["c"])
    if not stated or stated["t"] != "MetaMap":
        return meta
    inner = stated["c"]
    name = next((inner[key] for key in ("name", "display_name", "fullname") if key in inner), None)
    said = {
        key: value for key, value in inner.items() if key in ("email", "homepage", "url") and plain_of(value).strip()
    }
    rest = {key: value for key, value in meta.items() if key != "author"}
    if name and " " in plain_of(name).strip():
        rest = {"name": name, **rest}
    return {**{key: value for key, value in said.items() if key not in rest}, **rest}


def listed_author(meta, items_of):
    """Give the metadata with the facts of an author's list: `author: [Ada Lovelace, <ada@example.org>, London]`."""
    first, *others = [item for item in items_of if item["t"] == "MetaInlines"] or [None]
    said = [pair for item in others for pair in facts_of(strip(item["c"], "<> "))]
    if not first or len(others) + 1 < len(items_of) or not any(key for key, _ in said):
        return meta  # they are several people
    made = {key: value for key, value in meta.items() if key != "author"}
    made["author"] = first
    for key, value in said:
        if key and key not in made:
            made[key] = {"t": "MetaInlines", "c": value}
        else:
            before = items(made["extrainfo"]) if "extrainfo" in made else []
            made["extrainfo"] = {"t": "MetaList", "c": [*before, {"t": "MetaInlines", "c": value}]}
    return made


NESTS = frozenset("basics contact cv extra me owner params person personal profile resume".split())
"""Keys under which site generators keep what a page says of its person."""


def opened(meta):
    """Give the metadata with the facts of the person that stand in a map: `extra: {name: …, contact: […]}`.

    A page's title is none of the person's where such a map states that.
    """
    for key in [key for key, value in meta.items() if value["t"] == "MetaMap" and key.casefold() in NESTS]:
        inner = meta[key]["c"]
        known = {name: value for name, value in inner.items() if is_fact(name, value)}
        if "name" not in {canonical_key(name) for name in known} and len(known) < 2:
            continue
        rest = {name: value for name, value in inner.items() if name not in known}
        meta = {name: value for name, value in meta.items() if name != key or rest}
        if "title" in meta and "title" in {canonical_key(name) for name in known}:
            meta["pagetitle"] = meta.pop("title")
        meta |= {key: {**meta[key], "c": rest}} if rest else {}
        meta = {**known, **{name: value for name, value in meta.items() if name not in known}}
    return meta


def is_fact(key, value):
    """Tell whether a key, or half of the labels of a list under it, are ones for facts of a person."""
    said = [canonical_key(name) for name, _ in facts(key, value)]
    known = [name for name in said if name in {*labels().values(), "social"} or name.casefold() in networks()]
    return 2 * len(known) >= len(said) > 0


def frontmatter(doc: Doc) -> Doc:
    """Rename the keys and bring phones and profiles into lists; what is said first comes first."""
    meta = {}
    for key, value in (fact for pair in opened(authors(doc["meta"])).items() for fact in facts(*pair)):
        canonical = canonical_key(key)
        if canonical in PHONES:
            meta.setdefault("phone", {"t": "MetaList", "c": []})["c"] += phones(canonical, value)
        elif canonical == "social":
            meta.setdefault("social", {"t": "MetaList", "c": []})["c"] += profiles(value)
        elif canonical.casefold() in tables()["networks"]:
            named = {"t": "MetaMap", "c": {canonical.casefold(): value}}
            meta.setdefault("social", {"t": "MetaList", "c": []})["c"] += profiles(named)
        elif canonical not in meta:
            alone = key.casefold() == "author" and len(plain_of(value).split()) == 1
            meta[canonical] = {**value, "nick": True} if alone else value
        else:  # `email` and `mail`, `title` and `TITLE`: the second is kept, too
            target = canonical if canonical in ("email", "homepage") else "extrainfo"
            before = items(meta[target]) if target in meta else []
            meta[target] = {"t": "MetaList", "c": [*before, *items(value)]}
    return {**doc, "meta": meta}


if __name__ == "__main__":
    run(frontmatter)
