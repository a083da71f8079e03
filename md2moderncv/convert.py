"""The command that everything is for: a Markdown CV in, LaTeX, a PDF or an archive out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from md2moderncv import cache
from md2moderncv.diagnostics import CvError, Source
from md2moderncv.files import decode
from md2moderncv.look_options import checked, look_of, look_options
from md2moderncv.manual import Direct
from md2moderncv.messages import too_long_for_link
from md2moderncv.terminal import (
    delivered,
    depfile,
    diagnostics_option,
    exists,
    name_of,
    pandoc_option,
    progress,
    put,
    read,
    reason,
    same_file,
    save,
    show,
    target_format,
)

if TYPE_CHECKING:
    from md2moderncv.latexmk import Build
    from md2moderncv.pipeline import Document, Options


@click.command(cls=Direct, hidden=True, options_metavar="[OPTIONS]")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), help="Write to this .tex, .pdf or .zip file."
)
@click.option(
    "--outdir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write into this folder: a PDF, or what --output names.",
)
@look_options
@click.option("--timeout", type=click.IntRange(1, 3600), help="Seconds after which TeX is stopped; else 120.")
@click.option("--keep-tex", is_flag=True, help="Leave the .tex beside the PDF, too.")
@click.option(
    "--latexmkrc",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A latexmk configuration of your own to typeset with: it may run programs.",
)
@click.option(
    "--deps", type=click.Path(path_type=Path, dir_okay=False), help="Write what the result depends on, for make."
)
@click.option("--overleaf", is_flag=True, help="Print a link that opens the document in Overleaf.")
@click.option("--open", "opened", is_flag=True, help="With --overleaf: open it in the browser.")
@click.option("-v", "--verbose", is_flag=True, help="Show what latexmk prints.")
@pandoc_option
@diagnostics_option
def convert(
    source: Path,
    output: Path | None,
    outdir: Path | None,
    timeout: int | None,
    keep_tex: bool,
    latexmkrc: Path | None,
    deps: Path | None,
    overleaf: bool,
    opened: bool,
    verbose: bool,
    pandoc: str | None,
    told: str,
    **look: Any,
) -> None:
    """Convert SOURCE."""
    target = target_of(source, output, outdir)
    kind = target_format(target)
    if overleaf:
        if target or outdir or keep_tex:
            raise click.BadParameter("it writes no file; leave -o out", param_hint="--overleaf")
        kind = "zip"
    elif opened:
        raise click.BadParameter("only what goes to Overleaf is opened", param_hint="--open")
    if target and same_file(source, target):
        raise click.BadParameter(f"`{target}` is the source", param_hint="--output")
    only_pdf = {"--keep-tex": keep_tex, "--verbose": verbose, "--timeout": timeout, "--latexmkrc": latexmkrc}
    for option, given in only_pdf.items():
        if given and kind != "pdf":
            raise click.BadParameter("only a PDF is typeset; name one with -o", param_hint=option)
    checked(look)
    job = Job(source, target, kind, look, pandoc or "", told)
    job.keep_tex, job.deps, job.overleaf, job.opened = keep_tex, deps, overleaf, opened
    wished = {**look, "pandoc": pandoc, "source": source, "timeout": timeout}
    lasting = kind == "pdf" and not (verbose or latexmkrc or keep_tex)
    with cache.held(job.folder() if kind == "pdf" else None) as folder:
        if lasting and folder and job.unchanged(folder, wished):
            return
        job.make(timeout, latexmkrc, verbose, folder, wished if lasting else None)


def target_of(source: Path, output: Path | None, outdir: Path | None) -> Path | None:
    """Give the file to write: `--output`, in `--outdir` where that is given; nothing for standard output."""
    target = output if output and str(output) != "-" else None
    if outdir is None:
        return target
    if str(source) == "-" and target is None:
        raise click.BadParameter("standard input has no name; name the result with -o", param_hint="--outdir")
    try:
        outdir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(f"can't make `{outdir}`: {reason(error)}", param_hint="--outdir") from None
    return outdir / (target or source.with_suffix(".pdf").name)


class Job:
    """One document to make, and how what is said of it is told."""

    keep_tex = overleaf = opened = False
    deps: Path | None = None

    def __init__(
        self, source: Path, target: Path | None, kind: str, look: dict[str, Any], pandoc: str, told: str
    ) -> None:
        """Take what the command line says."""
        self.source, self.target, self.kind = source, target, kind
        self.look, self.pandoc, self.told = look, pandoc, told
        self.document = Source("", name_of(source))

    def folder(self) -> Path | None:
        """Give the folder for what is kept between builds of the same document."""
        if str(self.source) == "-":
            return None
        return cache.folder_of(Path(f"{self.source.absolute()}\0{(self.target or self.source).absolute()}"))

    def unchanged(self, folder: Path, wished: dict[str, Any]) -> bool:
        """Deliver what the last build made, where nothing has changed since; tell whether it was so."""
        from md2moderncv import records

        found = records.fresh(folder, records.wish(wished))
        if found is None or not self.target:
            return False
        pdf, said, files = found
        if said:
            self.document = decode(read(self.source), name_of(self.source))
        show(said, self.document, self.told)
        if not delivered(self.target, pdf):
            save(self.target, pdf)
        self.write_deps(files)
        return True

    def make(
        self,
        timeout: int | None,
        latexmkrc: Path | None,
        verbose: bool,
        folder: Path | None,
        wished: dict[str, Any] | None,
    ) -> None:
        """Make the document anew, deliver it, and note what it was made from."""
        from md2moderncv.latexmk import TIMEOUT, Build
        from md2moderncv.passes import begin

        told_line = _told_line if verbose else None
        ahead = begin(folder) if folder else None
        build = Build(timeout or TIMEOUT, progress, told_line, folder, latexmkrc, ahead)
        try:
            content, made = self.typeset(build)
        except CvError as error:
            progress(0)
            show(error.diagnostics, getattr(error, "source", self.document), self.told)
            raise SystemExit(error.exit_code) from None
        except OSError as error:
            progress(0)
            raise click.ClickException(f"the system refuses: {reason(error)}") from None
        finally:
            if ahead:
                ahead.stop()
        progress(0)
        show(made.diagnostics, self.document, self.told)
        if self.overleaf:
            self.to_overleaf(content, made.engine.name)
        elif self.target:
            save(self.target, content)
        else:
            put(content)
        if self.keep_tex and self.target and self.kind == "pdf":
            keep(self.target.with_suffix(".tex"), made.tex)
        files = [self.source, *made.pictures.values(), *made.others]
        self.write_deps(files)
        if folder and wished is not None:
            from md2moderncv import records

            records.note(folder, records.wish(wished), files, content, made.diagnostics)

    def typeset(self, build: Build) -> tuple[bytes, Document]:
        """Give the bytes of the result, and the LaTeX document behind them; raises `CvError`."""
        from md2moderncv.pandoc_call import begin

        self.document = decode(read(self.source), name_of(self.source))
        begin(self.document, self.pandoc)  # pandoc reads while the rest is loaded
        from md2moderncv.pipeline import to_latex, to_pdf, to_zip

        beside = Path() if str(self.source) == "-" else self.source.parent
        options: Options = look_of(self.look, self.pandoc)
        if self.kind == "pdf":
            return to_pdf(self.document, beside, options, build)
        if self.kind == "zip":
            return to_zip(self.document, beside, options)
        made = to_latex(self.document, beside, options)
        return made.tex.encode(), made

    def to_overleaf(self, archive: bytes, engine: str) -> None:
        """Print the link that opens an archive in Overleaf, or open it; a form opens what is too long for one."""
        from md2moderncv.overleaf import form, link

        address = link(archive, engine)
        if not address and not self.opened:
            show([too_long_for_link()], self.document, self.told)
            raise SystemExit(1)
        if address:
            put(address.encode() + b"\n")
        if self.opened and not address:
            page = (cache.root() or Path(tempfile.mkdtemp(prefix="md2moderncv-"))) / "overleaf.html"
            save(page, form(archive, engine, self.source.stem).encode())
            address = page.as_uri()
        if self.opened and click.launch(address):
            raise click.UsageError(f"no browser can be opened; open {address[:200]} yourself")

    def write_deps(self, files: list[Path]) -> None:
        """Write the rule for make, where it is asked for."""
        if self.deps:
            save(self.deps, depfile(self.target or Path("-"), files).encode())


def _told_line(line: str) -> None:
    """Print a line of latexmk's."""
    click.echo(line, err=True)


def keep(target: Path, tex: str) -> None:
    """Write the .tex of a PDF, but never over one that somebody else has written."""
    if exists(target) and not target.read_bytes().startswith(b"% md2moderncv"):
        raise click.UsageError(f"`{target}` was not made by md2moderncv; move it away first")
    save(target, tex.encode())
