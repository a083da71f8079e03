"""The command line: arguments in, exit code out; the only module that prints."""

from __future__ import annotations

import contextlib
import gc
import json
import signal
import sys
from pathlib import Path

import click

from md2moderncv import __version__
from md2moderncv.convert import convert
from md2moderncv.diagnostics import CvError, Source, as_json
from md2moderncv.files import decode, starter
from md2moderncv.manual import Manual
from md2moderncv.terminal import (
    diagnostics_option,
    encoded,
    exists,
    json_of,
    name_of,
    pandoc_option,
    put,
    read,
    reason,
    save,
    show,
)
from md2moderncv.watching import watch

NOTE = r"\NOTE{"
"""How a note in a template starts that leaves no empty line."""

EPILOG = """\b
Examples:
  md2moderncv cv.md -o cv.pdf        set cv.md as a PDF
  md2moderncv watch cv.md --serve    set it at each save, and show the pages in the browser
  md2moderncv cv.md -o cv.tex        write LaTeX to edit
  md2moderncv cv.md -o cv.zip        bundle the LaTeX with photo and publications, for Overleaf
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
    --output names; where that ends in .pdf, TeX sets it, and nothing but the PDF is left. A .zip is for Overleaf.
    """
    gc.disable()  # what lives, lives to the end of this short run: looking for more takes a third of the time
    # so that what runs is stopped, and scratch folders go, when the program is asked to end
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


main.add_command(convert)
main.add_command(watch)


@main.command(short_help="Show what is understood of a CV.")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@click.option("--gaps", is_flag=True, help="Tell of more than three months that neither jobs nor studies fill.")
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


def make_folder(folder: Path) -> None:
    """Make a folder where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(f"can't make `{folder}`: {reason(error)}", param_hint="FOLDER") from None


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
    make_folder(folder)
    for name in names:
        save(folder / name, starter(name))
        click.echo(f"wrote {folder / name}")


@main.command(short_help="Say what is installed, and what is missing.")
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@pandoc_option
def doctor(source: Path | None, form: str, pandoc: str | None) -> None:
    """Say what is there and what is missing for typesetting CVs, or the CV in SOURCE, and how to install it.

    Nothing is installed. The exit code is 3 where something is missing that is needed.
    """
    from dataclasses import asdict

    from md2moderncv import language
    from md2moderncv.doctor import checks, table
    from md2moderncv.pipeline import Options, to_latex

    engine, families, code = "pdflatex", set[str](), "en"
    if source:
        document = Source("", name_of(source))
        try:
            document = decode(read(source), name_of(source))
            made = to_latex(document, source.parent, Options(pandoc or ""))
        except CvError as error:
            show(error.diagnostics, getattr(error, "source", document), "full")
            raise SystemExit(error.exit_code) from None
        asked = {made.engine.family, *(fallback.family for fallback in made.engine.fallbacks)}
        families = asked - {"", "Latin Modern", "CMU"}
        families |= {"CMU Sans Serif"} if made.engine.family == "CMU" else set()
        engine, code = made.engine.name, language.of(made.cv)
        code = code if language.babel(code, engine) else "en"  # nothing is asked of babel
    listed = list(checks(engine, frozenset(families), pandoc or "", code))
    put(encoded([asdict(check) for check in listed]) if form == "json" else table(listed).encode())
    if any(check.needed and not check.found for check in listed):
        raise SystemExit(3)


@main.group(short_help="List the templates, or copy them.", invoke_without_command=True)
@click.pass_context
def templates(context: click.Context) -> None:
    """List the templates that documents are made of; `eject` copies them, for --template-dir."""
    if context.invoked_subcommand is None:
        from md2moderncv.writer import built_in

        notes = {name: text.split("\n")[0] for name, text in built_in().items()}
        rows = [f"{name:18} {note.removeprefix('%#').removeprefix(NOTE).strip(' }')}\n" for name, note in notes.items()]
        put("".join(sorted(rows)).encode())


@templates.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("names", nargs=-1)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def eject(folder: Path, names: tuple[str, ...], force: bool) -> None:
    """Copy the templates, or those of the given NAMES, into FOLDER."""
    from md2moderncv.messages import nearest
    from md2moderncv.writer import built_in

    known = built_in()
    for name in names:
        if name not in known:
            raise click.BadParameter(f"there is no template `{name}`; {nearest(name, known)}", param_hint="NAMES")
    chosen = names or tuple(sorted(known))
    present = [name for name in chosen if exists(folder / name)]
    if present and not force:
        raise click.UsageError(f"`{folder / present[0]}` is already there; --force overwrites")
    make_folder(folder)
    for name in chosen:
        save(folder / name, known[name].encode())
        click.echo(f"wrote {folder / name}")


@main.command(short_help="Print the JSON Schema of the front matter.")
def schema() -> None:
    """Print the JSON Schema of the front matter: its keys, and what each may hold, for editors and for people."""
    from md2moderncv import schema as room

    put((json.dumps(room.schema(), ensure_ascii=False, indent=2) + "\n").encode())


@main.command(short_help="Say more about a diagnostic.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a diagnostic such as bad-date means, how it is worded, and what to do; without CODE, list them all."""
    from md2moderncv.explanations import codes, explained
    from md2moderncv.messages import nearest

    known = codes()
    if code is None:
        put("".join(f"{name:18} {text.splitlines()[0]}\n" for name, text in known.items()).encode())
    elif code in known:
        put(explained(code).encode())
    else:
        raise click.UsageError(f"there is no diagnostic `{code}`; {nearest(code, known)}")
