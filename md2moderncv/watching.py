"""The command that builds at each save, and shows the pages in the browser where it is asked to."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

import click

from md2moderncv import cache
from md2moderncv.convert import Job, target_of
from md2moderncv.look_options import checked, look_options
from md2moderncv.terminal import diagnostics_option, pandoc_option, read, same_file, show, target_format


@click.command(short_help="Build at each save; --serve shows the pages in the browser.")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF; else it lies beside SOURCE.")
@click.option("--serve", is_flag=True, help="Show the pages in the browser, at an address of this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to serve at; else a free one.")
@click.option("--open", "opened", is_flag=True, help="Open the browser at that address.")
@look_options
@click.option("--timeout", type=click.IntRange(1, 3600), default=120, help="Seconds after which TeX is stopped.")
@pandoc_option
@diagnostics_option
def watch(
    source: Path,
    output: Path | None,
    serve: bool,
    port: int,
    opened: bool,
    timeout: int,
    pandoc: str | None,
    told: str,
    **look: Any,
) -> None:
    """Build SOURCE as a PDF, and again whenever it is saved, or its photo, publications, letter or templates are.

    A build that fails says why, and leaves the PDF of the last good one. Ctrl-C ends it.
    """
    target = target_of(source, output or source.with_suffix(".pdf"), None)
    if target_format(target) != "pdf":
        raise click.BadParameter("only a PDF is watched", param_hint="--output")
    if target and same_file(source, target):
        raise click.BadParameter(f"`{target}` is the source", param_hint="--output")
    if (opened or port) and not serve:
        raise click.BadParameter("nothing is served without --serve", param_hint="--open" if opened else "--port")
    checked(look)
    read(source)  # what can't be read is told now
    needs("watchfiles", "watch")
    if serve:
        needs("starlette", "--serve", "preview")
        needs("uvicorn", "--serve", "preview")
        needs("pypdfium2", "--serve", "preview")
    job = Job(source, target, "pdf", look, pandoc or "", told)
    with cache.held(job.folder()) as kept, contextlib.nullcontext(kept) if kept else cache.scratch() as folder:
        from md2moderncv.rounds import Rounds

        rounds = Rounds(job, folder, timeout, serve)
        try:
            with contextlib.suppress(KeyboardInterrupt):
                if serve:
                    served(rounds, port, opened)
                else:
                    looped(rounds, Event(), lambda outcome: None)
        finally:
            rounds.close()


def needs(module: str, what: str, extra: str = "") -> None:
    """Refuse, with what installs it, where a library is missing."""
    import importlib.util

    if importlib.util.find_spec(module) is None:
        package = f"'md2moderncv[{extra}]'" if extra else module
        raise click.UsageError(f"{what} needs {module}; install it with `pip install {package}`")


def looped(rounds: Any, stop: Event, tell: Any) -> None:
    """Build at once and at each change, and say what came of it, until it is stopped."""
    report(rounds, tell)
    for _ in rounds.changes(stop):
        report(rounds, tell)


def report(rounds: Any, tell: Any) -> None:
    """Build, and say what came of it in place of what was said before."""
    outcome = rounds.build()
    tell(outcome)
    if sys.stderr and sys.stderr.isatty():
        click.echo("\033[H\033[2J", err=True, nl=False)
    show(outcome.diagnostics, outcome.source, rounds.job.told)
    name, now = rounds.job.target, time.strftime("%H:%M:%S")
    if outcome.pdf is None:
        click.echo(f"{now} {name} is left as it was", err=True)
    else:
        several = "" if outcome.pages == 1 else "s"
        click.echo(f"{now} {name}: {outcome.pages} page{several}, {outcome.seconds:.1f} s", err=True)


def served(rounds: Any, port: int, opened: bool) -> None:
    """Serve the preview while another thread builds."""
    from md2moderncv.preview import Preview, listening, run

    preview = Preview(rounds.folder)
    stop = Event()
    with listening(port) as socket:
        address = f"http://127.0.0.1:{socket.getsockname()[1]}/"
        builder = Thread(target=looped, args=(rounds, stop, preview.update), daemon=True)
        builder.start()
        click.echo(f"serving at {address}", err=True)
        if opened:
            click.launch(address)
        try:
            run(preview, socket)
        finally:
            stop.set()
            preview.close()
            builder.join(timeout=10)
