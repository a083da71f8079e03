"""What TeX's log says, as diagnostics at the lines of the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from md2moderncv.diagnostics import CvError, Diagnostic, MachineError, Source, Span
from md2moderncv.messages import missing_character, no_icons, no_option, no_style
from md2moderncv.tex_messages import (
    no_package,
    no_tex_font,
    off_page,
    option_clash,
    tex_capacity,
    tex_failed,
    too_large,
    unbalanced,
    undefined_command,
    undefined_environment,
    unread_picture,
)

LACKS: dict[str, Callable[[], Diagnostic]] = {
    "no style contemporary": no_style,
    "no Font Awesome": no_icons,
    "no option alternate": partial(no_option, "alternate"),
    "no option nodetails": partial(no_option, "nodetails"),
    "no option top": partial(no_option, "top"),
}
"""What the templates write to the log where the class, or this TeX, lacks what was asked for."""


def degraded(log: str, tex: str, source: Source) -> list[Diagnostic]:
    """Give what was asked for and is not there, with what stands in its place, and the lines that leave the page."""
    said = dict.fromkeys(re.findall(r"^md2moderncv: (.*)$", log, re.MULTILINE))
    lacking = [LACKS[what]() for what in said if what in LACKS]
    return [*lacking, *off_pages(log, tex, source)]


_MARGIN = re.compile(r"^md2moderncv: margin ([\d.]+)pt", re.MULTILINE)
_OVERFULL = re.compile(
    r"^Overfull \\hbox \(([\d.]+)pt too wide\) (?:in paragraph at lines (\d+)--|in alignment at lines (\d+)--|"
    r"detected at line (\d+))",
    re.MULTILINE,
)


def off_pages(log: str, tex: str, source: Source) -> list[Diagnostic]:
    """Give the lines that are wider than their column and the margin beside it."""
    margin = _MARGIN.search(log)
    found: dict[Span | None, float] = {}
    for match in _OVERFULL.finditer(log) if margin else ():
        points = float(match[1])
        if margin and points > float(margin[1]):
            at = origin(tex, int(match[2] or match[3] or match[4]), source)
            found[at] = max(points, found.get(at, 0.0))
    return [off_page(points, at) for at, points in found.items()]


_ERROR = re.compile(r"^(?:\./)?(?:cv|ahead)\.tex:(\d+): (.*)$|^! ?(.*)$|^(?:\./|/)\S+:\d+: (.*)$", re.MULTILINE)
_MISSING_CHARACTER = re.compile(r"^Missing character: There is no (\S) ", re.MULTILINE)
Known = tuple[str, Callable[[str, Span | None], Diagnostic]]
KNOWN: tuple[Known, ...] = (
    (r"File [`'](\S+?\.(?:sty|cls|def|fd|ldf|clo|cfg))' not found", lambda name, at: no_package(name)),
    (r"The font [\"`'](.+?)[\"'] (?:can ?not|cannot) be found", no_tex_font),
    (r"Font \S+?=(\S+) .*not load", no_tex_font),
    (r"(?:I can't find file|Font) [`']?(\S+?)[`']?(?:\.tfm)?(?: at \d+)? not found", no_tex_font),
    (r"File [`'](\S+?\.(?:png|jpe?g|pdf|eps))' not found", unread_picture),
    (r"Environment (\S+) undefined", undefined_environment),
    (r"Option clash for package (\S+?)\.?$", option_clash),
    (r"Dimension too large()", lambda _, at: too_large(at)),
    (
        r"(?:reading image file failed|libpng: .*|internal error: .*JPEG.*|Unknown graphics extension.*|"
        r"(?:Cannot|Unable to) (?:determine size|load).*)()",
        lambda _, at: unread_picture("", at),
    ),
    (r"TeX capacity exceeded, sorry \[(.+?)=", tex_capacity),
    (
        r"^(Missing [{}] inserted|Extra \}.*|Too many \}.*|Runaway .*|Paragraph ended .*|File ended while .*|"
        r"\\begin\{.*\} .*ended by .*|Extra \\\w+.*|Argument of .* has an extra \}.*|Missing \\end.*|"
        r"LaTeX Error: \\begin\{.*ended by.*|Incomplete \\if.*|Bad math environment delimiter.*)",
        unbalanced,
    ),
)
"""What TeX says, and what is said instead."""


def diagnose(log: str, tex: str, source: Source) -> list[Diagnostic]:
    """Give what a TeX log complains of, at the line of the source that it stems from."""
    found: list[Diagnostic] = []
    for match in _ERROR.finditer(log):
        said = (match[2] or match[3] or match[4] or "").strip().rstrip(".").removeprefix("LaTeX Error: ")
        if not said or said.startswith("==> Fatal"):
            continue
        following = log[match.end() : match.end() + 2000]
        at = origin(tex, int(match[1]) if match[1] else _line_of(log, match.end()), source, context_of(following))
        found.append(named(said, following, at))
    found += [missing_character(c, source.find(c)) for c in sorted(set(_MISSING_CHARACTER.findall(log)))]
    return list(dict.fromkeys(found))


def named(said: str, following: str, at: Span | None) -> Diagnostic:
    """Give the diagnostic of one error; `following` is what the log says after it."""
    if said.startswith("Undefined control sequence"):
        commands = re.findall(r"\\(?:[A-Za-z@]+|.)", context_of(following))
        return undefined_command(commands[-1] if commands else "a command", at)
    if unset := re.search(r"Unicode character (\S) ", said):
        return missing_character(unset[1], at)
    for pattern, made in KNOWN:
        if match := re.search(pattern, said):
            return made(match[1], at)
    return tex_failed(said, at)


def context_of(following: str) -> str:
    """Give what TeX had read last when it stopped, as far as the log shows it."""
    context = re.search(r"^(?:l\.\d+ |<.*?> )(.*)$", following, re.MULTILINE)
    return context[1] if context else ""


def _line_of(log: str, position: int) -> int:
    """Give the line of the .tex that the log names next: `l.42 …`."""
    match = re.compile(r"^l\.(\d+) ", re.MULTILINE).search(log, position)
    return int(match[1]) if match else 0


def origin(tex: str, line: int, source: Source, context: str = "") -> Span | None:
    """Give the source line that a line of the .tex stems from.

    The comment `% cv.md:23` above it says where its entry begins. Of what it reads as a whole TeX names the last line
    only: of raw TeX the line is looked for that ends as the `context` does, what TeX had read last.
    """
    lines = tex.split("\n")
    noted = [(number, int(m[1])) for number, text in enumerate(lines, 1) if (m := re.fullmatch(r"% .*:(\d+)", text))]
    above = max((at for number, at in noted if number <= line), default=0)
    below = min((at for number, at in noted if number > line > 0 and at > above), default=source.text.count("\n") + 2)
    raw = raw_lines(source.text)
    near = {number: text for number, text in raw.items() if above <= number < below} or raw
    words = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    number = next((n for n, text in near.items() if text and text in words), 0) if len(near) > 1 else 0
    number = number or read_last(near, context) or next(iter(near), 0)
    if number:
        written = source.line(number)
        column = len(written) - len(written.lstrip()) + 1
        return Span(number, column, number, len(written.rstrip()) + 1)
    return Span(above, 1, above, 2) if above else None


def raw_lines(text: str) -> dict[int, str]:
    """Give the lines of a source that are raw TeX, in fences and in the front matter, by their numbers."""
    found: dict[int, str] = {}
    fence, includes = "", False
    for number, line in enumerate(text.split("\n"), 1):
        inner = line.strip()
        if fence:
            fence = "" if inner.startswith(fence) else fence
            if fence and inner:
                found[number] = inner
        elif match := re.match(r"(`{3,}|~{3,})\s*\{=(?:la)?tex\}", inner):
            fence = match[1]
        elif line.startswith("header-includes:"):
            includes = True
        elif (includes and (line[:1].isspace() or line.startswith("-"))) or re.search(r"`\{=(?:la)?tex\}", inner):
            found[number] = inner
        else:
            includes = False
    return found


CLUE = 30
"""Characters that TeX read last, by which a line is found."""


def read_last(lines: dict[int, str], context: str) -> int:
    """Give the number of the line that holds most of what TeX had read last; 0 where none does."""
    read = re.sub(r"\s", "", context)[-CLUE:]
    for length in range(len(read), 2, -1):
        for number, text in lines.items():
            if read[-length:] in re.sub(r"\s", "", text):
                return number
    return 0


def failure(complaints: list[Diagnostic]) -> CvError:
    """Give the error for what TeX complains of: the machine's, where something is not installed."""
    machine = any(complaint.code in ("no-package", "no-tex-font") for complaint in complaints)
    return MachineError(complaints) if machine else CvError(complaints)
