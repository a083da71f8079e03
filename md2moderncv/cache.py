"""Where what a later build can use is kept: in the user's folder for caches, each document in a folder of its own."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

VARIABLE = "MD2MODERNCV_CACHE"
"""Names the folder instead; empty where nothing is to be kept."""
LOCK, RECORD = ".lock", "record.json"
"""Files beside those of TeX in a document's folder: who builds it, and what it was last built from."""
MOST = 40
"""Documents whose folders are kept, the last used ones."""
MOST_FORMATS = 20
"""Formats that are kept, each of some megabytes."""
HOUR = 3600


@functools.cache
def root() -> Path | None:
    """Give the cache's folder, made where it is not there; nothing where it can't be."""
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    if named is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("md2moderncv")
    else:
        folder = Path(named).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("builds", "formats", "templates"):
            (folder / name).mkdir(exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def part(name: str) -> Path | None:
    """Give a part of the cache: `builds`, `formats` or `templates`."""
    kept = root()
    return kept / name if kept else None


def digest(*parts: bytes | str) -> str:
    """Give a short name that stands for contents."""
    made = hashlib.sha256()
    for part in parts:
        content = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "big") + content)
    return made.hexdigest()[:32]


def folder_of(document: Path) -> Path | None:
    """Give the folder for what is kept of a document, made where it is not there."""
    kept = root()
    if kept is None:
        return None
    folder = kept / "builds" / digest(str(document))
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            forget(kept)
        os.utime(folder)
    except OSError:
        return None
    return folder


def forget(kept: Path) -> None:
    """Remove the folders of documents that were not built for the longest time, formats alike, and what TeX left."""
    with contextlib.suppress(OSError):
        for folder in latest(kept.glob("builds/*"))[MOST:]:
            shutil.rmtree(folder, ignore_errors=True)
        for listed in latest(kept.glob("formats/*.json"))[MOST_FORMATS:]:
            listed.unlink()
            listed.with_suffix(".fmt").unlink(missing_ok=True)
        for left in kept.glob("formats/*.fls"):  # of a run that was stopped
            if time.time() - left.stat().st_mtime > HOUR:
                left.unlink()


def latest(paths: Iterable[Path]) -> list[Path]:
    """Give paths, the last changed ones first."""
    return sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)


@contextlib.contextmanager
def held(folder: Path | None) -> Iterator[Path | None]:
    """Hold a folder for the time of a build; nothing where another build holds it, or there is none."""
    if folder is None:
        yield None
        return
    try:
        import fcntl
    except ImportError:  # Windows: nothing is kept
        yield None
        return
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield None
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        yield None
        return
    try:
        yield folder
    finally:
        os.close(handle)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for one build, gone after it."""
    with tempfile.TemporaryDirectory(prefix="md2moderncv-") as made:
        yield Path(made)
