"""The picture files that a CV names: which of them can be set, and under what names TeX finds them."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from md2moderncv import model
from md2moderncv.diagnostics import Diagnostic, Source
from md2moderncv.messages import bad_picture, large_picture, missing_picture

_SAFE = re.compile(r"(?!\.)[\w+@=-](?:[\w./+@=,-]| (?! ))*", re.ASCII)
"""What TeX reads in any environment: no folder above the document, no mark of its own."""


def find(cv: model.Cv, folder: Path, source: Source) -> tuple[dict[model.Path, Path], list[Diagnostic]]:
    """Map each picture that can be set to its file; report the others."""
    files: dict[model.Path, Path] = {}
    reports = []
    for path in dict.fromkeys(text for text in model.strings(cv) if isinstance(text, model.Path)):
        file = folder / path
        try:
            content = file.read_bytes() if file.is_file() else None
        except (OSError, ValueError):
            reports.append(missing_picture(path, source.find(path)))
            continue
        if content is None:
            reports.append(missing_picture(path, source.find(path)))
        elif is_picture(content):
            files[path] = file.resolve()
        elif has_many_dots(content):
            reports.append(large_picture(path, source.find(path)))
        else:
            reports.append(bad_picture(path, source.find(path)))
    return files, reports


def has_many_dots(content: bytes) -> bool:
    """Tell whether bytes are a PNG that is too large, or too thin, for TeX."""
    return content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-16:]


def is_picture(content: bytes) -> bool:
    """Tell whether bytes are a whole PNG, JPEG or PDF of a shape that TeX can set."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        shape = 0 < width < LONGEST_SIDE and 0 < height < LONGEST_SIDE and max(width, height) < 50 * min(width, height)
        return shape and b"IEND" in content[-16:]
    if content.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd9" in content[-4096:]
    return content[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


LONGEST_SIDE = 14000
"""Dots; TeX measures no longer sides than 16383 points."""


def without(cv: model.Cv, unset: set[str]) -> model.Cv:
    """Give a CV in which the pictures of those paths are their descriptions; the photo's is a line of the text."""
    person = cv.person
    name = model.plain((*person.firstname, " ", *person.lastname)).casefold()
    said = model.plain(person.photo_description).casefold()
    if person.photo in unset and not set(said.split()) <= set(name.split()):
        cv = replace(cv, preface=(model.Paragraph(person.photo_description), *cv.preface))
    made: model.Cv = _mapped(cv, lambda path: None if path in unset else path)
    return made


def named(value: Any, files: dict[model.Path, Path]) -> tuple[Any, dict[str, Path]]:
    """Give a model value with names of pictures that TeX finds in its own folder, and the file of each name."""
    names = {path: _name(path, index) for index, path in enumerate(files)}
    return _mapped(value, lambda path: model.Path(names[path])), {names[path]: file for path, file in files.items()}


def _name(path: str, index: int) -> str:
    """Give the name of a picture within TeX's folder: its own, where TeX reads that in any environment."""
    # the files of TeX's own run are called `cv`
    if _SAFE.fullmatch(path) and ".." not in path and len(path) < 200 and not path.startswith("cv."):
        return os.path.normpath(path)
    return f"md2moderncv-{index}{Path(path).suffix.lower()}"


def _mapped(value: Any, rename: Any) -> Any:
    """Give a model value with every path renamed; a picture whose path is `None` becomes its description."""
    if isinstance(value, tuple):
        made: list[Any] = []
        for item in value:
            if isinstance(item, model.Image) and rename(item.path) is None:
                made += _mapped(item.description, rename)
            else:
                made.append(_mapped(item, rename))
        return tuple(made)
    if isinstance(value, model.Path):
        return rename(value)
    return model.rebuilt(value, lambda part: _mapped(part, rename))
