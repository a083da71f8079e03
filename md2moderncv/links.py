"""Addresses: which ones a document may link to, and how they are written out whole."""

from __future__ import annotations

import re

from md2moderncv.model import Url

SCHEMES = ("http", "https", "mailto", "tel", "ftp", "sip", "xmpp", "matrix", "skype", "doi", "geo", "sms", "callto")
"""Kinds of address that do nothing on the reader's machine but open what they name."""

_WORD = r"[^\s@<>,;:()\[\]\\\"*丨]"
EMAIL = re.compile(rf"{_WORD}+@{_WORD}+\.(?:(?!\.){_WORD}){{2,}}")
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
