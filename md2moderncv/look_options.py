"""The options of the command line that say how a document looks and is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from md2moderncv.choices import CHOICES

if TYPE_CHECKING:
    from md2moderncv.pipeline import Options

OPTIONS = (
    click.option(
        "--style", type=click.Choice(CHOICES["style"]), help="The moderncv style; wins over the front matter."
    ),
    click.option(
        "--color", help="The accent: a colour of moderncv, or six hexadecimal digits; wins over the front matter."
    ),
    click.option(
        "--engine",
        type=click.Choice(CHOICES["engine"]),
        help="The TeX engine; auto takes pdflatex where it can.",
    ),
    click.option(
        "--set",
        "settings",
        metavar="KEY=VALUE",
        multiple=True,
        help="Set a key of the look as the front matter does, such as paper=letter; wins over it. May be repeated.",
    ),
    click.option(
        "--template",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="A template of your own for the whole document.",
    ),
    click.option(
        "--template-dir",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="A folder of templates that take the place of those of the same names.",
    ),
    click.option(
        "--raw-tex", is_flag=True, help="Set raw TeX and header-includes as TeX: only if you trust the source."
    ),
    click.option(
        "--date-format",
        metavar="FORM",
        help="Print all dates in one form: year, numeric, short, long, iso, or a CLDR pattern such as 'MMM yyyy'.",
    ),
)


def look_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the look, in order."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def checked(look: dict[str, Any]) -> None:
    """Refuse, as errors of usage, what no look can be."""
    if look["date_format"]:
        check_date_format(look["date_format"])
    if look["color"]:
        check("color", look["color"], "--color")
    for setting in look["settings"]:
        pair(setting)


def look_of(look: dict[str, Any], pandoc: str) -> Options:
    """Give the options of a conversion."""
    from md2moderncv.pipeline import Options
    from md2moderncv.writer import Templates

    return Options(
        pandoc,
        look["style"] or "",
        look["color"] or "",
        look["engine"] or "",
        look["date_format"] or "",
        tuple(map(pair, look["settings"])),
        Templates(look["template"], look["template_dir"]),
        look["raw_tex"],
    )


def check_date_format(form: str) -> None:
    """Refuse a form that dates can't be printed in."""
    from md2moderncv.reprint import FORMS, is_form

    if not is_form(form):
        problem = f"`{form}` is no form; use one of {', '.join(FORMS)}, or a pattern with a year"
        raise click.BadParameter(problem, param_hint="--date-format")


def pair(setting: str) -> tuple[str, str]:
    """Give the key and the value of `--set key=value`; one that the look does not take is an error of usage."""
    from md2moderncv.messages import nearest
    from md2moderncv.schema import look_fields

    key, _, value = setting.partition("=")
    if key not in look_fields():
        raise click.BadParameter(f"there is no key `{key}`; {nearest(key, look_fields())}", param_hint="--set")
    check(key, value, "--set")
    return key, value


def check(key: str, value: str, option: str) -> None:
    """Refuse a value that a key of the look does not take."""
    from md2moderncv.schema import decoded, wanted

    try:
        decoded(key, value)
    except ValueError:
        raise click.BadParameter(f"`{key}` can't be `{value}`; {wanted(key, value)}", param_hint=option) from None
