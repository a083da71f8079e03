"""What the command line reads and writes: files, standard streams, diagnostics, progress."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from md2moderncv.diagnostics import Diagnostic, Source, as_json, render
from md2moderncv.files import write_whole

pandoc_option = click.option("--pandoc", help="The pandoc to parse with, 2.17 or later, instead of the embedded one.")
diagnostics_option = click.option(
    "--diagnostics",
    "told",
    type=click.Choice(["full", "short", "json"]),
    default="full",
    help="How errors and warnings are printed.",
)
FORMATS = {".tex": "tex", ".pdf": "pdf", ".zip": "zip"}
LONGEST_NAME = 255
"""Bytes that file systems take."""


def name_of(source: Path) -> str:
    """Give the name by which diagnostics call a source."""
    return "<stdin>" if str(source) == "-" else str(source)


def target_format(target: Path | None) -> str:
    """Give the format that a target's ending asks for; a target that can't be written is an error of usage."""
    if target is None:
        return "tex"
    if is_dir(target):
        raise click.BadParameter(f"`{target}` is a folder", param_hint="--output")
    if not is_dir(target.parent):
        raise click.BadParameter(f"there is no folder `{target.parent}`", param_hint="--output")
    if len(os.fsencode(target.name)) > LONGEST_NAME:
        raise click.BadParameter(f"`{target.name[:40]}…` is too long a name", param_hint="--output")
    if target.suffix.casefold() not in FORMATS:
        raise click.BadParameter(f"`{target.name}` ends in none of .tex, .pdf and .zip", param_hint="--output")
    return FORMATS[target.suffix.casefold()]


def same_file(source: Path, target: Path) -> bool:
    """Tell whether the result would take the place of its source."""
    try:
        return source.samefile(target)
    except OSError:
        return False


def read(source: Path) -> bytes:
    """Give the bytes of a source; one that can't be read is an error of usage."""
    if str(source) == "-":
        if sys.stdin is None:
            raise click.BadParameter("standard input is closed", param_hint="SOURCE")
        return sys.stdin.buffer.read()
    if is_dir(source):
        raise click.BadParameter(f"`{source}` is a folder, not a document", param_hint="SOURCE")
    try:
        return source.read_bytes()
    except OSError as error:
        raise click.BadParameter(f"can't read `{source}`: {reason(error)}", param_hint="SOURCE") from None


def exists(path: Path) -> bool:
    """Tell whether a path is there; one that no system takes is not."""
    try:
        return path.exists()
    except OSError:
        return False


def is_dir(path: Path) -> bool:
    """Tell whether a path is a folder; one that no system takes is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def save(target: Path, content: bytes) -> None:
    """Write the result; a target that can't be written is an error of usage."""
    try:
        write_whole(target, content)
    except OSError as error:
        raise click.BadParameter(f"can't write `{target}`: {reason(error)}", param_hint="--output") from None


def delivered(target: Path, content: bytes) -> bool:
    """Tell whether a target holds a content already."""
    try:
        return target.read_bytes() == content
    except OSError:
        return False


def put(content: bytes) -> None:
    """Write to standard output; a reader that has gone away is no error, a full disk is."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # what is still in the buffer must not fail a second time, when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except (OSError, AttributeError) as error:
        said = reason(error) if isinstance(error, OSError) else "it is closed"
        raise click.UsageError(f"can't write to standard output: {said}") from None


def reason(error: OSError) -> str:
    """Say why the system refuses."""
    return (error.strerror or str(error)).lower()


def progress(number: int) -> None:
    """Show on a terminal which pass of TeX is running; 0 clears the line."""
    if sys.stderr and sys.stderr.isatty():
        click.echo(f"\r\033[Ktypesetting, pass {number} …" if number else "\r\033[K", err=True, nl=False)


def show(diagnostics: Iterable[Diagnostic], source: Source, form: str) -> None:
    """Print diagnostics in the order of the document."""
    if sys.stderr is None:
        return
    listed = sorted(diagnostics, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))
    with contextlib.suppress(OSError):  # where nobody can be told, the result is still made
        if form == "json":
            click.echo(json.dumps([as_json(diagnostic, source) for diagnostic in listed], ensure_ascii=False), err=True)
            return
        for index, diagnostic in enumerate(listed):
            separated = "\n" if index and form == "full" else ""
            click.echo(separated + render(diagnostic, source, form), err=True)


def encoded(record: Any) -> bytes:
    """Give a record as JSON; half a surrogate pair, from a file's name, is no character."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def json_of(diagnostics: list[dict[str, str | int | None]]) -> bytes:
    """Give the object that `check --format json` prints for a document that can't be read."""
    empty = {"person": {}, "sections": [], "diagnostics": diagnostics}
    return encoded(empty)


def depfile(target: Path, files: Iterable[Path]) -> str:
    """Give the rule by which make knows what a target depends on."""
    names = [
        str(path).replace("\\", "/").replace("$", "$$").replace("#", "\\#").replace(" ", "\\ ")
        for path in (target, *files)
    ]
    return f"{names[0]}: " + " \\\n  ".join(dict.fromkeys(names[1:])) + "\n"
