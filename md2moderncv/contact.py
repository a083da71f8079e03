"""How a person can be reached: addresses of all kinds, telephone numbers, profiles."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import model
from md2moderncv.addresses import network
from md2moderncv.inlines import plain
from md2moderncv.links import EMAIL, link
from md2moderncv.messages import bad_email, bad_link
from md2moderncv.richtext import Report, at
from md2moderncv.values import rich, string, target, values
from md2moderncv.words import labels, networks, tables

ADDRESSLESS = ("skype", "signal")
"""Networks without addresses that every version of the class knows."""
PHONE_TYPES = {"mobile": "mobile", "cell": "mobile", "fixed": "fixed", "landline": "fixed", "home": "fixed"} | {
    "work": "fixed",
    "fax": "fax",
}


_AT = re.compile(r"\s*[\[({<]\s*(?:at|a|@)\s*[\])}>]\s*|\s+(?:at|AT)\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*|\s+(?:dot|DOT)\s+", re.IGNORECASE)


def readable(written: str) -> str:
    """Give the address that `name [at] host [dot] org` stands for."""
    shown = re.sub("[\u200b-\u200d\u2060\ufeff]", "", written)  # what breaks a line, or hides an address
    address = re.sub(r"^(?:mailto:)?(?://)?", "", shown.strip(), flags=re.IGNORECASE).partition("?")[0].strip(" <>")
    address = re.sub(r"\s+([.@])\s+", r"\1", address)  # `ada @ example . org`, against robots
    return address if "@" in address else _DOT.sub(".", _AT.sub("@", address, count=1))


def emails(value: Any, report: Report) -> tuple[tuple[str, ...], list[model.Text]]:
    """Give e-mail addresses, and what else their values said; one that can't be right is reported and kept."""
    found: list[str] = []
    beside: list[model.Text] = []
    for item in values(value):
        written = string(item)
        address = readable(written) if EMAIL.fullmatch(readable(written)) else readable(target(item))
        if EMAIL.fullmatch(address):
            found.append(address)
            if EMAIL.fullmatch(readable(written)) is None and written.casefold().strip(" :") not in labels():
                beside.append(rich(item, report))
            continue
        several = [part for part in re.split(r"[\s,;|/]+", written) if part]
        if len(several) > 1 and all(EMAIL.fullmatch(readable(part)) for part in several):
            found += map(readable, several)
        elif match := EMAIL.search(written):
            found.append(match[0])
            beside.append(rich(item, report))
        else:
            report(bad_email(written, at(item)))
            beside.append(rich(item, report))
    return tuple(dict.fromkeys(found)), beside


def homepages(value: Any, report: Report) -> tuple[tuple[model.Link, ...], list[model.Text]]:
    """Give homepages as links with the words they were written with, and those that lead nowhere as text."""
    found: list[model.Link] = []
    beside: list[model.Text] = []
    for item in values(value):
        url = link(target(item))
        if url:
            found.append(model.Link((string(item),), url))
        elif text := rich(item, report):
            beside.append(text)
    return tuple(found), beside


POSTCODE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}", re.IGNORECASE)


def address(value: Any, report: Report) -> tuple[model.Text, ...]:
    """Give an address as at most three lines: street, town, country; a postcode stands with its town."""
    if value is None:
        return ()
    if value["t"] == "MetaInlines":
        parts = [part.strip() for part in re.split(r"[,\n]", plain(value["c"])) if part.strip()]
    else:
        listed = value["c"].values() if value["t"] == "MetaMap" else values(value)  # `address: {street: …, city: …}`
        parts = [written for item in listed if (written := string(item))]
    if len(parts) > 2 and POSTCODE.fullmatch(parts[-1]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]
    elif len(parts) > 3 and POSTCODE.fullmatch(parts[-2]):
        parts[-3:-1] = [f"{parts[-3]}, {parts[-2]}"]
    if not any(re.search(r"\d", part) for part in parts):  # a town and its country, no street
        return ((", ".join(parts),),) if parts else ()
    while len(parts) > 3:
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    return tuple((part,) for part in parts)


def phones(listed: list[Any]) -> tuple[model.Phone, ...]:
    """Give telephone numbers, each once; one without a type is a phone, and nothing is guessed of it."""
    stated = [value["c"] if value["t"] == "MetaMap" else {"number": value} for value in listed]
    kinds = [PHONE_TYPES.get(string(parts["type"]).casefold(), "") if "type" in parts else "" for parts in stated]
    numbers = [string(parts.get("number")) for parts in stated]
    made: dict[str, model.Phone] = {}
    for number, kind in zip(numbers, kinds, strict=True):
        if number:
            made.setdefault("".join(re.findall(r"[+\w]", number)), model.Phone(number, kind or "fixed"))
    return tuple(made.values())


def profiles(listed: list[Any], report: Report) -> tuple[tuple[model.Social, ...], list[model.Text]]:
    """Give the profiles that moderncv can set, and the others as text.

    The class drops a profile without an address in silence, unless its version knows the network.
    """
    found = [profile for value in listed for profile in social(value, report)]
    known = [p for p in found if (p.url or p.network in ADDRESSLESS) and _NETWORK.fullmatch(p.network)]
    rest: list[model.Text] = []
    for p in found:
        if p not in known:
            label = f"{p.network[:1].upper()}{p.network[1:]}: "
            rest.append((label, model.Link((p.text,), p.url) if p.url else p.text))
    return tuple(known), rest


_NETWORK = re.compile(r"[a-z]+")
"""Names that can stand in the names of the class's own macros."""


def shown(stated: dict[str, Any], name: str, url: model.Url | None) -> str:
    """Give the words of a profile's link where they say more than its network: an address, a name."""
    said = string(stated["url"]) if "url" in stated and url else ""
    said = re.sub(r"^https?://(www\.)?", "", said, flags=re.IGNORECASE).strip(" :/")
    label = said.casefold()
    return "" if label in labels() or networks().get(label) == name or label == name else said


def social(value: Any, report: Report) -> list[model.Social]:
    """Give a profile, recognised by its network's name or by its address."""
    stated = value["c"] if value["t"] == "MetaMap" else {"url": value}
    name = string(stated["network"]).casefold() if "network" in stated else ""
    handle = string(stated["handle"]) if "handle" in stated else ""
    written = target(stated["url"]) if "url" in stated else ""
    if handle and (re.match(r"https?://|www\.", handle) or network(handle)):
        written, handle = handle, ""
    if name and not handle and written and not re.search(r"[/.]|^mailto:", written):
        written, handle = "", written.removeprefix("@")  # `GitHub: ada`
    url = link(written)
    if written and url is None:
        report(bad_link(written, at(stated.get("url", value))))
    if url and (known := network(url)):
        name, handle = name or known[0], handle or known[1]
    prefix = tables()["networks"].get(name, "")
    if not url and handle and prefix:
        url = model.Url(f"https://{prefix}{handle.removeprefix('@')}")
    if name == "mastodon" and not url and (parts := re.fullmatch(r"@?([\w.-]+)@([\w.-]+\.\w+)", handle)):
        url = model.Url(f"https://{parts[2]}/@{parts[1]}")
    text = shown(stated, name, url) or handle or re.sub(r"^https?://(www\.)?", "", written)
    return [model.Social(name or "link", text, url)] if text else []
