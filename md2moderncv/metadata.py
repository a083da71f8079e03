"""Pandoc's metadata, under its canonical keys, to the person and the look."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import model
from md2moderncv.choices import CHOICES
from md2moderncv.contact import address, emails, homepages, phones, profiles
from md2moderncv.diagnostics import Span
from md2moderncv.messages import no_picture, unknown_key, unknown_value
from md2moderncv.names import name
from md2moderncv.richtext import Report, at, is_picture
from md2moderncv.values import rich, string, values

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
OTHERS = tuple(
    (
        "layout permalink date tags categories category description keywords published draft slug url type output toc "
        "template css geometry documentclass papersize mainfont fontsize linkcolor urlcolor header-includes pdf-engine "
        "nav nav_order menu weight aliases authors subtitle abstract theme classoption header footer bibliography csl "
        "link-citations numbersections sidebar redirect_from last_modified_at lastmod modified created updated id "
        "sitemap comments share image-alt colorlinks export_on_save html marp paginate format editor execute params"
    ).split()
)
"""Keys that site generators and pandoc's own templates read; nothing is lost where they are not."""
SPELLINGS = {"gray": "grey"}


def warn_unknown(meta: dict[str, Any], report: Report) -> None:
    """Report every key of the front matter that means nothing here."""
    known = (*FACTS, *CHOICES, "lang")
    for key, value in meta.items():
        if key not in known and key.casefold() not in OTHERS:
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
    lang = string(meta["lang"]) if "lang" in meta else ""
    return model.Look(**chosen, lang=lang if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", lang) else "")


def person(meta: dict[str, Any], report: Report) -> model.Person:
    """Give the person; facts without a slot in moderncv become extra information."""
    first, last = name(meta, report)
    addresses, beside = emails(meta.get("email"), report)
    sites, unlinked = homepages(meta.get("homepage"), report)
    known, unknown = profiles(values(meta.get("social")), report)
    nationality: list[model.Text] = [("Nationality: ", *rich(item, report)) for item in values(meta.get("nationality"))]
    extra = [
        *nationality,
        *unknown,
        *beside,
        *unlinked,
        *(rich(item, report) for item in values(meta.get("extrainfo"))),
    ]
    return model.Person(
        first,
        last,
        rich(meta.get("title"), report),
        rich(meta.get("born"), report),
        address(meta.get("address"), report),
        phones(values(meta.get("phone"))),
        addresses,
        sites,
        known,
        photo(meta.get("photo"), report),
        rich(meta.get("quote"), report),
        tuple(text for text in extra if text),
    )


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
