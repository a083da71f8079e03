"""Addresses: which ones a document may link to, and how they are written out whole."""

from __future__ import annotations

import re

from md2moderncv.model import Url
from md2moderncv.words import tables

SCHEMES = ("http", "https", "mailto", "tel", "ftp", "sip", "xmpp", "matrix", "skype", "doi", "geo", "sms", "callto")
"""Kinds of address that do nothing on the reader's machine but open what they name."""

EMAIL = re.compile(r"[^\s@<>,;:()\[\]\\\"]+@[^\s@<>,;:()\[\]\\\"]+\.[^\s@<>,;:()\[\]\\\".]{2,}")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


def link(target: str) -> Url | None:
    """Give the address that a link target means: `a@b.org` is mail, `www.b.org` the web; `None` for no address."""
    target = target.strip()
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:/|$))", target)
    if scheme:
        return Url(target) if scheme[1].casefold() in SCHEMES and target[scheme.end() :] else None
    if EMAIL.fullmatch(target):
        return Url("mailto:" + target)
    if target.startswith("//"):
        return Url("https:" + target)
    return Url("https://" + target) if _HOST.fullmatch(target) and not _is_file(target) else None


def _is_file(target: str) -> bool:
    """Tell whether a bare word looks like a file beside the document and not like a host."""
    return bool(
        re.fullmatch(r"[^/]+\.(?:pdf|docx?|odt|html?|md|txt|png|jpe?g|gif|svg|zip|vcf|tex)", target, re.IGNORECASE)
    )


def without_scheme(url: str) -> str:
    """Give an address as moderncv's `\\homepage` and `\\social` want it: without `https://`."""
    return re.sub(r"^https?://", "", url, flags=re.IGNORECASE)


def network(url: str) -> tuple[str, str] | None:
    """Recognise a profile's address: the network and the handle in it."""
    bare = without_scheme(url).removeprefix("www.")
    for name, prefix in tables()["networks"].items():
        start = prefix.removeprefix("www.")
        if start and bare.casefold().startswith(start.casefold()):
            handle = bare[len(start) :].strip("/")
            if handle and "/" not in handle:
                return name, handle
    return None
