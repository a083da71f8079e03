"""How pandoc is called: where it is, with which reader, on which text; little enough to be loaded before the rest."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from md2moderncv import front_matter, prefetch
from md2moderncv.diagnostics import CvError, MachineError, Source
from md2moderncv.messages import no_program
from md2moderncv.preparation import prepared

READER = "commonmark_x+autolink_bare_uris-implicit_figures+sourcepos"
"""Reads what people saw on GitHub or in their editor's preview, and says where each word stood."""
VARIABLE = "MD2MODERNCV_PANDOC"


def readable(source: Source) -> tuple[str, dict[str, object] | None]:
    """Give what pandoc is to read of a source, and its front matter; raises `CvError` for one that is broken."""
    text, yaml = front_matter.guard(source)
    return prepared(text), yaml


def call(pandoc: str | None = None, reader: str = READER) -> list[str]:
    """Give the command by which pandoc reads a text; raises `MachineError` where there is none."""
    return [find(pandoc), "--from", reader, "--to", "json"]


def begin(source: Source, pandoc: str | None = None) -> None:
    """Start pandoc on a source; what is wrong with either is told where its output is needed."""
    try:
        prefetch.start(call(pandoc), readable(source)[0].encode())
    except (CvError, RecursionError):
        return


def find(pandoc: str | None = None) -> str:
    """Give the path of pandoc: the one asked for, `$MD2MODERNCV_PANDOC`, the embedded one, or one on the PATH."""
    asked = pandoc or os.environ.get(VARIABLE)
    if asked:
        found = shutil.which(asked)
        if not found:
            raise MachineError([no_program(asked, f"check `--pandoc` and `${VARIABLE}`")])
        return found
    embedded = importlib.util.find_spec("pypandoc")
    for folder in (embedded.submodule_search_locations if embedded else None) or ():
        program = shutil.which(str(Path(folder, "files", "pandoc")))
        if program:
            return program
    found = shutil.which("pandoc")
    if not found:
        raise MachineError([no_program("pandoc", "install it with `pip install pypandoc_binary`")])
    return found
