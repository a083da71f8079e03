"""What a PDF was made from: nothing is made again where nothing has changed.

A record holds the wish (the options, this program's own files), the document's files by their contents, and TeX's by
their times. A build that lacked something, a picture, a font, leaves none: what it lacked may come.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from md2moderncv import __version__, cache
from md2moderncv.diagnostics import Diagnostic, Span

LASTING = frozenset(
    """unknown-key unknown-option bad-value unknown-section no-name bad-date reversed-dates bad-email bad-link
    ambiguous-date machinery-dropped undefined-link no-photo-slot header-dropped no-recipient raw-tex""".split()
)
"""Diagnostics that the document alone gives rise to."""
ENDINGS = (".py", ".toml", ".json", ".tex")
VARIABLES = ("PATH", "SOURCE_DATE_EPOCH", "MD2MODERNCV_PANDOC")


def wish(options: Mapping[str, Any]) -> str:
    """Give a name for what is asked for, by whom, in which surroundings."""
    surroundings = [os.environ.get(name, "") for name in VARIABLES]
    return cache.digest(repr(sorted(options.items())), *surroundings, __version__, sys.version, str(newest()))


def newest() -> int:
    """Give when this program's own files changed last, in nanoseconds."""
    package = Path(__file__).parent
    folders = [package, *(package / name for name in ("filters", "latex_templates", "starter"))]
    folders += [package.parent / name for name in ("filters", "latex_templates")]
    times = [0]
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as items:
            times += [
                item.stat().st_mtime_ns for item in items if item.name.endswith((".py", ".toml", ".json", ".tex"))
            ]
    return max(times)


def note(folder: Path, wished: str, files: Iterable[Path], pdf: bytes, diagnostics: Iterable[Diagnostic]) -> None:
    """Write the record of a build into its folder, or none where it lacked something."""
    listed = list(diagnostics)
    record = folder / cache.RECORD
    record.unlink(missing_ok=True)
    if any(one.code not in LASTING for one in listed):
        return
    with contextlib.suppress(OSError):
        content = {
            "wish": wished,
            "files": {str(file.absolute()): cache.digest(file.read_bytes()) for file in files},
            "system": system(folder),
            "pdf": cache.digest(pdf),
            "diagnostics": [asdict(one) for one in listed],
        }
        record.write_text(json.dumps(content), encoding="utf-8")


def fresh(folder: Path, wished: str) -> tuple[bytes, list[Diagnostic], list[Path]] | None:
    """Give the PDF of the last build, what there was to say, and its files; nothing where anything has changed."""
    try:
        record = json.loads((folder / cache.RECORD).read_text(encoding="utf-8"))
        if record["wish"] != wished:
            return None
        if any(cache.digest(Path(path).read_bytes()) != content for path, content in record["files"].items()):
            return None
        if any(Path(path).stat().st_mtime_ns != written for path, written in record["system"].items()):
            return None
        pdf = (folder / "cv.pdf").read_bytes()
        if cache.digest(pdf) != record["pdf"]:
            return None
        said = [
            Diagnostic(**{**one, "span": Span(**one["span"]) if one["span"] else None}) for one in record["diagnostics"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pdf, said, [Path(path) for path in record["files"]]


def system(folder: Path) -> dict[str, int]:
    """Give the files of TeX that the last build read, and the lists of what is installed, with their times."""
    from md2moderncv.formats import made_from

    return made_from(folder, "cv")
