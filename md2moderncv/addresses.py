"""Addresses of the web as text: without what every one starts with, and the profiles among them."""

from __future__ import annotations

import re

from md2moderncv.words import tables


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
