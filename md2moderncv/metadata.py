"""Pandoc's metadata, under its canonical keys, to the person and the look."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from md2moderncv import model
from md2moderncv.choices import KEYS, LOOK_KEYS, STYLE_OPTIONS
from md2moderncv.contact import address, emails, homepages, phones, profiles
from md2moderncv.diagnostics import Span
from md2moderncv.inlines import is_beside
from md2moderncv.messages import bad_value, no_picture, unknown_key, unknown_option
from md2moderncv.names import name
from md2moderncv.richtext import Report, at, text
from md2moderncv.values import rich, string, values
from md2moderncv.words import in_language

OTHERS = tuple(
    (
        "layout permalink date tags categories category description keywords published draft slug url type output toc "
        "heading excerpt seodescription ogdescription "
        "template css geometry documentclass papersize mainfont fontsize linkcolor urlcolor header-includes pdf-engine "
        "nav nav_order menu weight aliases authors subtitle abstract theme classoption header footer "
        "seotitle seo_title pagetitle page_title headline "
        "link-citations numbersections sidebar redirect_from last_modified_at lastmod modified created updated id "
        "sitemap comments share image-alt colorlinks export_on_save html marp paginate format editor execute params"
    ).split()
)
"""Keys that site generators and pandoc's own templates read; nothing is lost where they are not."""


def warn_unknown(meta: dict[str, Any], report: Report) -> None:
    """Report every key of the front matter that means nothing here."""
    for key, value in meta.items():
        if key not in KEYS and key.casefold() not in OTHERS:
            position = value.get("key_at")
            report(unknown_key(key, KEYS, Span(*position) if position else None))


def look(meta: dict[str, Any], report: Report) -> model.Look:
    """Give the look that the front matter chooses; a choice that does not exist is reported and left out."""
    chosen: dict[str, Any] = {}
    for key in LOOK_KEYS:
        if key in meta:
            from md2moderncv.schema import decoded, wanted

            written = [string(value) for value in values(meta[key])]
            try:
                chosen[key.replace("-", "_")] = decoded(key, written)
            except ValueError:
                said, span = ", ".join(written), at(meta[key])
                report(bad_value(key, said, wanted(key, said), span))
    lang = string(meta["lang"]) if "lang" in meta else ""
    chosen["lang"] = lang if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", lang) else ""
    return fitting(model.Look(**chosen), at(meta["style-options"]) if "style-options" in meta else None, report)


def fitting(look: model.Look, span: Span | None, report: Report) -> model.Look:
    """Give a look without the options that its style does not have; each is reported."""
    known = STYLE_OPTIONS[look.style]
    for option in look.style_options:
        if option not in known:
            report(unknown_option(look.style, option, known, span))
    return replace(look, style_options=tuple(option for option in look.style_options if option in known))


def person(meta: dict[str, Any], report: Report, lang: str = "en") -> model.Person:
    """Give the person; facts without a slot in moderncv become extra information, in the document's language."""
    first, last = name(meta, report)
    addresses, beside = emails(meta.get("email"), report)
    sites, unlinked = homepages(meta.get("homepage"), report)
    known, unknown = profiles(values(meta.get("social")), report)
    label = in_language("nationality", lang)
    nationality: list[model.Text] = [(f"{label}: ", *rich(item, report)) for item in values(meta.get("nationality"))]
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
        picture(meta.get("photo"), report),
        description(meta.get("photo"), report),
        rich(meta.get("quote"), report),
        tuple(text for text in extra if text),
    )


def bibliography(meta: dict[str, Any], report: Report) -> model.Bibliography | None:
    """Give the bibliography that the front matter names, and how it is to be listed."""
    files = tuple(string(value) for value in values(meta.get("bibliography")))
    if not files:
        return None
    chosen: dict[str, str] = {}
    for key, pattern, example in (("style", r"[a-z][a-z0-9-]{0,40}", "authoryear"), ("sorting", r"[a-z]{2,10}", "nyt")):
        value = meta.get(f"bibliography-{key}")
        if value is not None and re.fullmatch(pattern, string(value)):
            chosen[key] = string(value)
        elif value is not None:
            hint = f"write it like `{example}`"
            report(bad_value(f"bibliography-{key}", string(value), hint, at(value)))
    maps = [value["c"] for value in values(meta.get("bibliography-groups")) if value["t"] == "MetaMap"]
    named = [pair for group in maps for pair in group.items()]
    known = tuple((key, rich(title, report)) for key, title in named if re.fullmatch(r"[\w.-]+", key, re.ASCII))
    return model.Bibliography(files, **chosen, groups=known, csl=string(meta["csl"]) if "csl" in meta else "")


def picture(value: Any, report: Report) -> model.Path | None:
    """Give the path of a picture: the photo, or the signature."""
    if value is None:
        return None
    images = images_of(value)
    path = images[0]["c"][2][0] if images else string(value)
    if is_beside(path):
        return model.Path(path)
    report(no_picture(path, at(value)))
    return None


def images_of(value: Any) -> list[Any]:
    """Give the pictures in a metadata value."""
    return [inline for inline in value["c"] if inline["t"] == "Image"] if value["t"] == "MetaInlines" else []


def description(value: Any, report: Report) -> model.Text:
    """Give what a picture is described by; nothing for a path alone."""
    images = images_of(value) if value else []
    return text(images[0]["c"][1], report) if images else ()
