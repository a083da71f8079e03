"""Parse: source text to pandoc's JSON AST, and through the filters; alone knows that there is a program pandoc."""

from __future__ import annotations

import json
import subprocess

from md2moderncv import front_matter, prefetch
from md2moderncv.canonical import Doc
from md2moderncv.diagnostics import CvError, MachineError, Source
from md2moderncv.filters import FILTERS, LETTER, canonical
from md2moderncv.footnotes import footnote_loop
from md2moderncv.markup import has_html, resolve
from md2moderncv.messages import empty_source, not_pandoc, parse_failed, too_deep
from md2moderncv.pandoc_call import READER, call, find, readable
from md2moderncv.positions import Positions

__all__ = ["find", "parse", "run"]

TIMEOUT = 60
"""Seconds; pandoc reads 5 MB of Markdown in less."""


def parse(source: Source, pandoc: str | None = None) -> Doc:
    """Give the canonical CV AST of a Markdown source; raises `CvError` for broken front matter."""
    if not source.text.strip():
        raise CvError([empty_source()])
    if loop := footnote_loop(source):
        raise CvError([loop])
    try:
        text, yaml = readable(source)
        doc = run(text, pandoc)
        doc["blocks"] = Positions(source).restore(doc["blocks"])
        if has_html(doc["blocks"]):
            doc["blocks"] = resolve(doc["blocks"], lambda html: run(html, pandoc, "html"))
        if yaml is not None:
            doc["meta"] = front_matter.restore(doc["meta"], yaml)
        filtered: Doc = canonical(doc, LETTER if "recipient" in doc["meta"] else FILTERS)
        return filtered
    except RecursionError:
        raise CvError([too_deep()]) from None


def run(text: str, pandoc: str | None = None, reader: str = READER) -> Doc:
    """Give pandoc's own AST of a text in Markdown, or in the format of another reader."""
    command = call(pandoc, reader)
    program = command[0]
    try:
        done = prefetch.output(command, text.encode(), TIMEOUT)
    except subprocess.TimeoutExpired:
        raise CvError([parse_failed(f"it did not finish within {TIMEOUT} seconds")]) from None
    except OSError as error:
        raise MachineError([not_pandoc(program, (error.strerror or str(error)).lower())]) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise CvError([parse_failed(said or f"it ended with code {done.returncode} and gave no reason")])
    try:
        doc: Doc = json.loads(done.stdout)
    except ValueError:
        raise MachineError([not_pandoc(program, "it gives no JSON")]) from None
    whole = isinstance(doc, dict) and isinstance(doc.get("meta"), dict) and isinstance(doc.get("blocks"), list)
    if not whole or not all(isinstance(block, dict) and "t" in block for block in doc["blocks"]):
        raise MachineError([not_pandoc(program, "it gives no document")])
    return doc
