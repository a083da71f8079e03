"""Overleaf's documented way in: a link, or a form, that holds the whole document."""

from __future__ import annotations

import base64
import html
from urllib.parse import urlencode

ADDRESS = "https://www.overleaf.com/docs"
LONGEST = 8000
"""Characters of a link that servers and browsers surely take."""
ENGINES = {"pdflatex": "pdflatex", "lualatex": "lualatex"}
"""As Overleaf calls them."""


def fields(archive: bytes, engine: str) -> dict[str, str]:
    """Give what Overleaf is told: the archive of a document as a data URL, and the engine."""
    return {
        "snip_uri": "data:application/zip;base64," + base64.b64encode(archive).decode(),
        "engine": ENGINES[engine],
    }


def link(archive: bytes, engine: str) -> str:
    """Give a link that opens a document in Overleaf; empty where it would be too long."""
    made = f"{ADDRESS}?{urlencode(fields(archive, engine))}"
    return made if len(made) <= LONGEST else ""


def form(archive: bytes, engine: str, name: str) -> str:
    """Give a page that opens a document of any length in Overleaf by a button, and by itself where scripts run."""
    inputs = "".join(
        f'<input type="hidden" name="{key}" value="{html.escape(value)}">'
        for key, value in fields(archive, engine).items()
    )
    return (
        f'<!doctype html><meta charset="utf-8"><title>{html.escape(name)}</title>'
        f'<form action="{ADDRESS}" method="post">{inputs}<button>Open {html.escape(name)} in Overleaf</button></form>'
        "<script>document.forms[0].submit()</script>\n"
    )
