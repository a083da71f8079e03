"""Reading sources and writing results: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from importlib import resources
from pathlib import Path

from md2moderncv.diagnostics import CvError, Source, Span
from md2moderncv.messages import not_utf8


def decode(raw: bytes, name: str) -> Source:
    """Give the source of UTF-8 bytes, any line ends made `\\n`; raises `CvError` at the first byte that is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = CvError([not_utf8(Span(line, column, line, column + 1), raw[error.start])])
        problem.source = Source(raw.decode("utf-8", "replace"), name)  # type: ignore[attr-defined]
        raise problem from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return Source(text, name)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its target and move it there, so that the target is never half-written."""
    if target.exists() and not target.is_file():  # a device or a pipe
        target.write_bytes(content)
        return
    target = target.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=".md2moderncv-", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        scratch.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def starter(name: str) -> bytes:
    """Give one of the files that `md2moderncv init` lays down."""
    return resources.files("md2moderncv").joinpath("starter", name).read_bytes()
