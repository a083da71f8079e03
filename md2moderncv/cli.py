"""The command line: arguments in, exit code out; the only module that prints."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from md2moderncv import __version__
from md2moderncv.choices import CHOICES
from md2moderncv.diagnostics import CvError, Diagnostic, Source, as_json, render
from md2moderncv.files import decode, starter, write_whole
from md2moderncv.manual import Manual

FORMATS = {".tex": "tex", ".pdf": "pdf"}
LONGEST_NAME = 255
"""Bytes that file systems take."""


EPILOG = """\b
Examples:
  md2moderncv cv.md -o cv.pdf        set cv.md as a PDF
  md2moderncv cv.md -o cv.tex        write LaTeX to edit, or for Overleaf
  md2moderncv cv.md | latexmk        the same by way of latexmk (after md2moderncv init)
  md2moderncv init my-cv             start a new CV in the folder my-cv

Exit codes: 0 fine, 1 the document is at fault, 2 the command line is, 3 a program or font is missing."""


@click.group(
    cls=Manual, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", prog_name="md2moderncv")
def main() -> None:
    """Turn a Markdown CV into a moderncv document.

    SOURCE is a Markdown file, or - for standard input. The LaTeX goes to standard output, or to the file that
    --output names; where that ends in .pdf, latexmk sets it, and nothing but the PDF is left.
    """
    gc.disable()  # what lives, lives to the end of this short run: looking for more takes a third of the time
    # so that what runs is stopped, and scratch folders go, when the program is asked to end
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


pandoc_option = click.option("--pandoc", help="The pandoc to parse with, 2.17 or later, instead of the embedded one.")
diagnostics_option = click.option(
    "--diagnostics",
    "told",
    type=click.Choice(["full", "short", "json"]),
    default="full",
    help="How errors and warnings are printed.",
)


@main.command(hidden=True, options_metavar="[OPTIONS]")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), help="Write to this .tex or .pdf file."
)
@click.option("--style", type=click.Choice(CHOICES["style"]), help="The moderncv style; wins over the front matter.")
@click.option(
    "--color", help="The accent: a colour of moderncv, or six hexadecimal digits; wins over the front matter."
)
@click.option(
    "--engine",
    type=click.Choice(CHOICES["engine"]),
    help="The TeX engine; auto takes pdflatex where it can.",
)
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="Set a key of the look as the front matter does, such as paper=letter; wins over it. May be repeated.",
)
@click.option(
    "--date-format",
    metavar="FORM",
    help="Print all dates in one form: year, numeric, short, long, iso, or a CLDR pattern such as 'MMM yyyy'.",
)
@pandoc_option
@diagnostics_option
def convert(
    source: Path,
    output: Path | None,
    style: str | None,
    color: str | None,
    engine: str | None,
    settings: tuple[str, ...],
    date_format: str | None,
    pandoc: str | None,
    told: str,
) -> None:
    """Convert SOURCE."""
    from md2moderncv.pipeline import Options, to_latex, to_pdf

    target = output if output and str(output) != "-" else None
    kind = target_format(target)
    if target and same_file(source, target):
        raise click.BadParameter(f"`{target}` is the source", param_hint="--output")
    if date_format:
        from md2moderncv.reprint import FORMS as DATE_FORMS
        from md2moderncv.reprint import is_form

        if not is_form(date_format):
            listed = ", ".join(DATE_FORMS)
            raise click.BadParameter(
                f"`{date_format}` is no form; use one of {listed}, or a pattern with a year", param_hint="--date-format"
            )
    if color:
        checked("color", color, "--color")
    options = Options(
        pandoc or "", style or "", color or "", engine or "", date_format or "", tuple(map(pair, settings))
    )
    folder = Path() if str(source) == "-" else source.parent
    document = Source("", name_of(source))
    try:
        document = decode(read(source), name_of(source))
        if kind == "pdf":
            content, made = to_pdf(document, folder, options, progress)
        else:
            made = to_latex(document, folder, options)
            content = made.tex.encode()
    except CvError as error:
        progress(0)
        show(error.diagnostics, getattr(error, "source", document), told)
        raise SystemExit(error.exit_code) from None
    except OSError as error:
        progress(0)
        raise click.ClickException(f"the system refuses: {reason(error)}") from None
    progress(0)
    show(made.diagnostics, document, told)
    if target:
        save(target, content)
    else:
        put(content)


def pair(setting: str) -> tuple[str, str]:
    """Give the key and the value of `--set key=value`; one that the look does not take is an error of usage."""
    from md2moderncv.messages import nearest
    from md2moderncv.schema import look_fields

    key, _, value = setting.partition("=")
    if key not in look_fields():
        raise click.BadParameter(f"there is no key `{key}`; {nearest(key, look_fields())}", param_hint="--set")
    checked(key, value, "--set")
    return key, value


def checked(key: str, value: str, option: str) -> None:
    """Refuse a value that a key of the look does not take."""
    from md2moderncv.schema import decoded, wanted

    try:
        decoded(key, value)
    except ValueError:
        raise click.BadParameter(f"`{key}` can't be `{value}`; {wanted(key, value)}", param_hint=option) from None


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
        raise click.BadParameter(f"`{target.name}` ends neither in .tex nor in .pdf", param_hint="--output")
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


@main.command(short_help="Show what is understood of a CV.")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@click.option("--gaps", is_flag=True, help="Tell of more than three months that no job fills.")
@pandoc_option
@diagnostics_option
def check(source: Path, form: str, gaps: bool, pandoc: str | None, told: str) -> None:
    """Show what is understood of SOURCE: the person, each section with its entries, then the diagnostics.

    With --format json the same is printed as one object for programs, its texts the author's own words.
    """
    from md2moderncv.outline import as_record, as_table
    from md2moderncv.pipeline import understood
    from md2moderncv.timeline import gaps as find_gaps

    document = Source("", name_of(source))
    try:
        document = decode(read(source), name_of(source))
        cv, diagnostics = understood(document, pandoc or "")
    except CvError as error:
        if form == "json":
            put(json_of([as_json(d, getattr(error, "source", document)) for d in error.diagnostics]))
        else:
            show(error.diagnostics, getattr(error, "source", document), told)
        raise SystemExit(error.exit_code) from None
    diagnostics += find_gaps(cv) if gaps else []
    if form == "json":
        put(encoded(as_record(cv, diagnostics, document)))
        return
    put(as_table(cv).encode())
    if diagnostics and told == "full":
        with contextlib.suppress(OSError):
            click.echo(err=True)
    show(diagnostics, document, told)


def json_of(diagnostics: list[dict[str, str | int | None]]) -> bytes:
    """Give the object that `check --format json` prints for a document that can't be read."""
    empty = {"person": {}, "sections": [], "diagnostics": diagnostics}
    return encoded(empty)


def encoded(record: dict[str, Any]) -> bytes:
    """Give a record as JSON; half a surrogate pair, from a file's name, is no character."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


@main.command(short_help="Lay down a starter CV and a latexmkrc.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--latexmkrc-only", is_flag=True, help="Lay down only the latexmkrc.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def init(folder: Path, latexmkrc_only: bool, force: bool) -> None:
    """Lay down a starter cv.md, and a latexmkrc that takes what md2moderncv pipes."""
    names = ["latexmkrc"] if latexmkrc_only else ["cv.md", "latexmkrc"]
    present = [name for name in names if exists(folder / name)]
    if present and not force:
        listed = " and ".join(f"`{folder / name}`" for name in present)
        verb = "are" if len(present) > 1 else "is"
        raise click.UsageError(f"{listed} {verb} already there; --force overwrites")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(f"can't make `{folder}`: {reason(error)}", param_hint="FOLDER") from None
    for name in names:
        save(folder / name, starter(name))
        click.echo(f"wrote {folder / name}")


@main.command(short_help="Print the JSON Schema of the front matter.")
def schema() -> None:
    """Print the JSON Schema of the front matter: its keys, and what each may hold, for editors and for people."""
    from md2moderncv import schema as room

    put((json.dumps(room.schema(), ensure_ascii=False, indent=2) + "\n").encode())


@main.command(short_help="Say more about a diagnostic.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say more about a diagnostic, such as bad-date; without CODE, list them all."""
    from md2moderncv.messages import codes, nearest

    known = codes()
    if code is None:
        put("".join(f"{name:18} {text.splitlines()[0]}\n" for name, text in known.items()).encode())
    elif code in known:
        put(f"{code}\n\n{known[code]}\n".encode())
    else:
        raise click.UsageError(f"there is no diagnostic `{code}`; {nearest(code, known)}")
