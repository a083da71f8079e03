"""Pandoc's metadata, under its canonical keys, to the person and the look."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import model
from md2moderncv.choices import CHOICES
from md2moderncv.diagnostics import Span
from md2moderncv.inlines import plain
from md2moderncv.links import EMAIL, link, network
from md2moderncv.messages import bad_email, bad_link, no_picture, unknown_key, unknown_value
from md2moderncv.richtext import Report, at, is_picture, line
from md2moderncv.words import tables

FACTS = (
    "name",
    "firstname",
    "lastname",
    "title",
    "born",
    "email",
    "phone",
    "address",
    "homepage",
    "social",
    "photo",
    "quote",
    "nationality",
    "extrainfo",
)
SPELLINGS = {"gray": "grey"}
ADDRESSLESS = ("skype", "signal")
"""Networks without addresses that every version of the class knows."""
PHONE_TYPES = {"mobile": "mobile", "cell": "mobile", "fixed": "fixed", "landline": "fixed", "home": "fixed"} | {
    "work": "fixed",
    "fax": "fax",
}


def warn_unknown(meta: dict[str, Any], report: Report) -> None:
    """Report every key of the front matter that means nothing here."""
    known = (*FACTS, *CHOICES)
    for key, value in meta.items():
        if key not in known:
            position = value.get("key_at")
            report(unknown_key(key, known, Span(*position) if position else None))


def look(meta: dict[str, Any], report: Report) -> model.Look:
    """Give the look that the front matter chooses; a choice that does not exist is reported and left out."""
    chosen = {}
    for key, choices in CHOICES.items():
        if key in meta:
            written = string(meta[key])
            choice = SPELLINGS.get(written.casefold(), written.casefold())
            if choice in choices:
                chosen[key] = choice
            else:
                report(unknown_value(key, written, choices, at(meta[key])))
    return model.Look(**chosen)


def person(meta: dict[str, Any], report: Report) -> model.Person:
    """Give the person; facts without a slot in moderncv become extra information."""
    first, last = name(meta, report)
    emails = [string(value) for value in values(meta.get("email"))]
    for value in values(meta.get("email")):
        if not EMAIL.fullmatch(string(value).removeprefix("mailto:")):
            report(bad_email(string(value), at(value)))
    homepages = [(string(value), link(target(value))) for value in values(meta.get("homepage"))]
    homepage = next((url for _, url in homepages if url), None)
    extra: list[model.Text] = [("Nationality: ", *rich(value, report)) for value in values(meta.get("nationality"))]
    profiles = [profile for value in values(meta.get("social")) for profile in social(value, report)]
    # the class drops a profile without an address in silence, unless its version knows the network
    extra += [(f"{p.network.capitalize()}: {p.text}",) for p in profiles if not (p.url or p.network in ADDRESSLESS)]
    extra += [(email,) for email in emails[1:]]
    for written, url in homepages:
        if url is None or url is not homepage:
            extra.append((model.Link((written,), url),) if url else (written,))
    extra += [rich(value, report) for value in values(meta.get("extrainfo"))]
    return model.Person(
        first,
        last,
        rich(meta.get("title"), report),
        rich(meta.get("born"), report),
        address(meta.get("address"), report),
        phones(values(meta.get("phone"))),
        emails[0].removeprefix("mailto:") if emails else "",
        homepage,
        tuple(profile for profile in profiles if profile.url or profile.network in ADDRESSLESS),
        photo(meta.get("photo"), report),
        rich(meta.get("quote"), report),
        tuple(text for text in extra if text),
    )


def values(value: Any) -> list[Any]:
    """Give a metadata value as a list: nothing, one value, or the values of a list."""
    if value is None:
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]


def rich(value: Any, report: Report) -> model.Text:
    """Give a metadata value as one line of rich text."""
    if value is None:
        return ()
    match value["t"]:
        case "MetaInlines":
            return line([{"t": "Plain", "c": value["c"]}], report)
        case "MetaBlocks":
            return line(value["c"], report)
        case "MetaList":
            parts = [rich(item, report) for item in value["c"]]
            return tuple(piece for part in parts for piece in (", ", *part))[1:]
        case "MetaMap":
            parts = [(f"{key}: ", *rich(item, report)) for key, item in value["c"].items()]
            return tuple(piece for part in parts for piece in (", ", *part))[1:]
    return (str(value["c"]),)


def string(value: Any) -> str:
    """Give a metadata value as plain text."""
    return re.sub(r"\s+", " ", model.plain(rich(value, lambda _: None))).strip()


def target(value: Any) -> str:
    """Give where a value links to, or the value itself where it is no link."""
    if value["t"] == "MetaInlines":
        links = [inline for inline in value["c"] if inline["t"] == "Link"]
        if links:
            return str(links[0]["c"][2][0])
    return string(value)


def name(meta: dict[str, Any], report: Report) -> tuple[model.Text, model.Text]:
    """Give first and last name: as stated, or `name` cut before its last word and the particles in front of it."""
    first, last = rich(meta.get("firstname"), report), rich(meta.get("lastname"), report)
    if not (first or last) and "name" in meta:
        value = meta["name"]
        if value["t"] == "MetaMap":  # `name: {first: Ada, last: Lovelace}`
            parts = value["c"]
            return rich(parts.get("first"), report), rich(parts.get("last"), report)
        return split_name(string(value))
    return first, last


PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "du",
    "la",
    "le",
    "ter",
    "zu",
    "bin",
    "al",
    "el",
}


SUFFIX = re.compile(r"\b(?:[A-Z][A-Za-z]{0,3}\.|[A-Z]\w*[A-Z]\w*|Jr|Sr|Esq|II|III|IV)(?!\w)")
"""Degrees and the like that follow a name after a comma."""


def split_name(written: str) -> tuple[model.Text, model.Text]:
    """Cut a name: `Ludwig van Beethoven` into `Ludwig` and `van Beethoven`; `Lovelace, Ada` is turned round."""
    last, comma, first = written.partition(",")
    if comma and SUFFIX.search(first):
        given, family = split_name(last)
        return given, (*family, f",{first.rstrip()}")
    if comma and first.strip() and len(first.split()) <= 3:
        return (first.strip(),), (last.strip(),)
    words = written.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    return ((" ".join(words[:cut]),) if cut > 0 else ()), ((" ".join(words[cut:]),) if words else ())


POSTCODE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}", re.IGNORECASE)


def address(value: Any, report: Report) -> tuple[model.Text, ...]:
    """Give an address as at most three lines: street, town, country; a postcode stands with its town."""
    if value is None:
        return ()
    if value["t"] == "MetaInlines":
        parts = [part.strip() for part in re.split(r"[,\n]", plain(value["c"])) if part.strip()]
    else:
        parts = [string(item) for item in values(value)]
    if len(parts) > 2 and POSTCODE.fullmatch(parts[-1]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]
    elif len(parts) > 3 and POSTCODE.fullmatch(parts[-2]):
        parts[-3:-1] = [f"{parts[-3]}, {parts[-2]}"]
    while len(parts) > 3:
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    return tuple((part,) for part in parts)


def phones(listed: list[Any]) -> tuple[model.Phone, ...]:
    """Give telephone numbers; one without a type is taken for a mobile, as most are, unless a mobile is named."""
    stated = [value["c"] if value["t"] == "MetaMap" else {"number": value} for value in listed]
    kinds = [PHONE_TYPES.get(string(parts["type"]).casefold(), "") if "type" in parts else "" for parts in stated]
    default = "fixed" if "mobile" in kinds else "mobile"
    numbers = [string(parts.get("number")) for parts in stated]
    return tuple(model.Phone(n, kind or default) for n, kind in zip(numbers, kinds, strict=True) if n)


def social(value: Any, report: Report) -> list[model.Social]:
    """Give a profile, recognised by its network's name or by its address."""
    stated = value["c"] if value["t"] == "MetaMap" else {"url": value}
    name = string(stated["network"]).casefold() if "network" in stated else ""
    handle = string(stated["handle"]) if "handle" in stated else ""
    written = target(stated["url"]) if "url" in stated else ""
    if handle and re.match(r"https?://|www\.", handle):
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
    text = handle or re.sub(r"^https?://(www\.)?", "", written)
    return [model.Social(name or "link", text, url)] if text else []


def photo(value: Any, report: Report) -> model.Path | None:
    """Give the photo's path."""
    if value is None:
        return None
    images = [inline for inline in value["c"] if inline["t"] == "Image"] if value["t"] == "MetaInlines" else []
    path = images[0]["c"][2][0] if images else string(value)
    if is_picture(path) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", path):
        return model.Path(path)
    report(no_picture(path, at(value)))
    return None
