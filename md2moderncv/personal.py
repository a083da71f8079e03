"""What a piece of a line says of a person: an address, a number, a profile, by its label or by its shape."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import evidence
from md2moderncv.addresses import network
from md2moderncv.cuts import depth
from md2moderncv.dates import find
from md2moderncv.facts import fact
from md2moderncv.inlines import Inline, content, cut, cut_apart, plain, strip
from md2moderncv.words import labels, networks, words

Pair = tuple[str, list[Inline]]
"""A canonical key, empty for what is not known, and the inlines it was said with."""

AT = r"(?:@|\s?[\[({<]\s?(?:at|a|@)\s?[\])}>]\s?|\s+\(at\)\s+)"
EMAIL = re.compile(
    rf"(?:mailto:)?[^\s@<>()\[\],;|丨*]+{AT}[^\s@<>()\[\],;|丨*]+(?:(?:\.|\s?[\[(](?:dot|punkt|point|punto|ponto)[\])]\s?)[^\s@<>,;|*()\[\].]{{2,}})+",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\[([^\s\[\]@]+@[^\s\[\]@]+)\]\(mailto:[^()\s]+\)")
"""A link to an e-mail address that nobody read as one."""
PHONE = re.compile(r"(?:tel:)?[+(]?[\d\s()./‑–+-]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?(?:\s*\(.{1,15}\))?")
URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_BORN = r"(?:born|geboren|geb\.|née?|nacid[oa]|nat[oa]|ur\.|род\.|född|født|nar\.)\s"
BORN = re.compile(rf"{_BORN}.*\d", re.IGNORECASE)
BORN_SAYS = re.compile(rf"{_BORN}\s*(?:(?:on|am|in|le|el|il|em|den|dne)\s+)?", re.IGNORECASE)
"""What the slot of the date of birth says by itself."""
STREET = re.compile(
    r"\d.*\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|square|court|way|place|apt)\b|(?:straße|strasse|str\.|weg|platz|gasse|allee|gatan|vägen|gata|vej|katu|tie|straat|laan|ul\.|ulica|utca|sokak|cad\.|mah\.)\s*\d|\b(?:rue|avenue|boulevard|calle|c/|via|viale|piazza|rua|av\.|avenida|plaza|place|ул\.|вул\.|пр\.|strada|str)\b.*\d|[市区區町村路号號](?!\s*[:：]).*\d|〒",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,6}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{2}-\d{3}|\d{5}-\d{3,4})\b"
)
SEPARATOR = re.compile(
    r"\s*[|｜•·●▪⋅∙;；]\s*|\s+(?:[‐-―−/]|-{1,3}|//|~)\s+|[ \t]*\n\s*|\t+|\s{3,}|\s*—\s*|\s*,\s+(?=[^\s,]+@)"
)
ICON = re.compile(r"^[^\w+(@〒]+|[^\w)）.!?…\"'”’]+$")
LONGEST_ADDRESS = 4
LONGEST_FACT = 300
"""Characters of a fact."""
LONGEST = 14
"""Words of a fact; what is longer is a sentence."""


def links(inlines: list[Inline]) -> list[Inline]:
    """Give the links of a line, however deep."""
    found = []
    for inline in inlines:
        if inline["t"] == "Link":
            found.append(inline)
        else:
            found += links(content(inline) or [])
    return found


def outside(inlines: list[Inline]) -> str:
    """Give the words of a line that are in no link."""
    return "".join(
        "" if i["t"] == "Link" else outside(content(i) or []) if content(i) is not None else plain([i]) for i in inlines
    )


def profile(key: str, url: dict[str, Any]) -> dict[str, Any]:
    """Give a profile as the front matter has them: the network that a key calls, and a value that says where."""
    return {"t": "MetaMap", "c": {"network": {"t": "MetaString", "c": networks()[key]}, "url": url}}


def by_link(link: Inline) -> str:
    """Give the key of a link by where it leads, empty for one that says nothing of the person."""
    target = link["c"][2][0]
    if target.startswith("mailto:") or EMAIL.fullmatch(target):
        return "email"
    if target.startswith("tel:"):
        return "phone"
    found = network(target)
    if found:
        return found[0]
    return "homepage" if re.match(r"https?://|www\.", target) or URL.fullmatch(target) else ""


def shape(inlines: list[Inline]) -> str:
    """Give the canonical key of a piece without a label, by what it looks like; empty if by nothing."""
    text = plain(inlines).strip()
    if len(text) >= LONGEST_FACT:
        return ""
    text = ICON.sub("", text)
    if EMAIL.fullmatch(text):
        return "email"
    if PHONE.fullmatch(text) and not find(text) and 7 <= sum(map(str.isdigit, text)) <= 16:
        return "phone"
    if URL.fullmatch(text):
        found = network(text)
        return found[0] if found else "homepage"
    if BORN.match(text):
        return "born"
    return ""


def is_address(text: str) -> bool:
    """Tell whether a text is where somebody lives."""
    text = ICON.sub("", text.strip()) if len(text) < LONGEST_FACT else text
    if len(text) >= LONGEST_FACT or len(text.split()) > LONGEST or EMAIL.search(text):
        return False
    return bool(
        evidence.place(text)
        or STREET.search(text)
        or (POSTCODE.search(text) and re.search(r"[^\W\d]{3}", text) and not find(text))
    )


def pieces(line: list[Inline]) -> list[list[Inline]]:
    """Cut a line at its separators outside brackets; a link without words goes with what stands before it."""
    text = plain(line)
    cuts = [m for m in SEPARATOR.finditer(text) if not depth(text[: m.start()]) and not in_number(text, m)]
    shown = [strip(part) for part in cut_apart(line, (match.span() for match in cuts))]
    kept = [part for part in shown if plain(part).strip() or links(part)]
    # a link that holds a picture only has no width: `cut` may give it to nobody
    missing = [
        link for link in links(line) if not plain([link]) and not any(link is inner for p in kept for inner in links(p))
    ]
    return [*kept, *([link] for link in missing)]


def in_number(text: str, separator: re.Match[str]) -> bool:
    """Tell whether a stroke parts the digits of one telephone number: `0711 / 555 01 42`."""
    before = re.search(r"(?<![\w.])[+(]?\d[\d() ]{1,9}$", text[: separator.start()])
    behind = re.match(r"\d[\d ‑–-]{3,12}(?!\w)", text[separator.end() :])
    if separator[0].strip() != "/" or not before or not behind:
        return False
    return 7 <= sum(map(str.isdigit, before[0] + behind[0])) <= 13 and sum(map(str.isdigit, before[0])) < 7


def facts_of(piece: list[Inline]) -> list[Pair]:
    """Give what a piece says of the person as pairs of key and inlines; the key is empty where that is not known."""
    text = plain(piece).strip()
    stated = fact(piece)
    if stated and stated.key and stated.key != "nationality":
        if not stated.value:
            return [("label", piece)]
        inner = [found for part in pieces(stated.value) for found in facts_of(part)]
        if stated.key == "address" or len(inner) < 2 or not all(key for key, _ in inner):
            return [(checked(stated.key, stated.value), stated.value if checked(stated.key, stated.value) else piece)]
        return [
            (key if key != "homepage" or stated.key in ("homepage",) else stated.key, value) for key, value in inner
        ]
    if stated and stated.value and stated.label.casefold() in words("sections", "person"):
        return facts_of(stated.value)  # `Contact: 12 Loom Lane, 12345 Leeds`
    if linked := _LINKED.fullmatch(text):  # Markdown within HTML
        return [("email", cut(piece, plain(piece).index(linked[1]), plain(piece).index(linked[1]) + len(linked[1])))]
    if stated and not stated.key and shape(stated.value) == "email":
        return [("email", stated.value)]  # whatever its label is called
    found = links(piece)
    beside = ICON.sub("", outside(piece).strip()).strip()
    if found and all(by_link(link) for link in found):
        label = beside.strip(" :：-–").casefold()
        if not beside or label in labels() or label in networks():
            return [(by_link(link), [link]) for link in found]
        if PHONE.fullmatch(beside) and not find(beside) and len(found) == 1:
            return [("phone", without(piece, found)), (by_link(found[0]), found)]
        if piece[-1:] == found and by_link(found[0]) == "email" and is_said(beside):
            return [("", without(piece, found)), ("email", found)]  # `Available for work ada@example.org`
    key = shape(piece)
    if key == "born":
        said = BORN_SAYS.match(plain(trimmed(piece)))
        return [(key, cut(trimmed(piece), said.end() if said else 0, len(text)))]
    if key:
        return [(key, trimmed(piece))]
    words_of = text.split()
    if 1 < len(words_of) <= LONGEST and (words_of[0].strip(":.").casefold() in labels()):
        rest = trimmed(strip(cut(piece, text.index(words_of[0]) + len(words_of[0]), len(plain(piece))), " :\n"))
        if shape(rest):
            return [(checked(labels()[words_of[0].strip(":.").casefold()], rest) or shape(rest), rest)]
    if not found and not stated and not text.endswith(":") and is_address(text):
        return [("address", trimmed(piece))]
    return [("", piece)]


def is_said(beside: str) -> bool:
    """Tell whether the words before an address say something by themselves, and do not lead to it: `Write to`."""
    listed = beside.split()
    return 1 < len(listed) <= LONGEST and len(listed[-1]) > LONGEST_LITTLE and listed[-1].isalpha() and not find(beside)


LONGEST_LITTLE = 3
"""Letters of a word that leads to what follows: `at`, `via`."""


def without(piece: list[Inline], found: list[Inline]) -> list[Inline]:
    """Give a piece without its links."""
    return strip([inline for inline in piece if not any(inline is link for link in found)])


def trimmed(piece: list[Inline]) -> list[Inline]:
    """Take icons and bullets off a piece."""
    text = plain(piece)
    match = ICON.match(text)
    return strip(cut(piece, match.end() if match else 0, len(text)))


def checked(key: str, value: list[Inline]) -> str:
    """Give the key of a labelled value, empty where the value can't be what the label says."""
    text = plain(value)
    if (
        key == "email"
        and not (links(value) or "@" in text or EMAIL.search(text))
        and len(text.split()) > LONGEST_ADDRESS
    ):
        return ""
    if key == "name" and (len(text.split()) > 6 or find(text)):
        return ""
    return key
