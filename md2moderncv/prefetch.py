"""Programs started as early as their input is known, and waited for where their output is needed."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Sequence

_STARTED: dict[tuple[tuple[str, ...], bytes], _Started] = {}


class _Started:
    """A program that reads its input while others work."""

    def __init__(self, command: Sequence[str], content: bytes) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.output: tuple[bytes, bytes] = (b"", b"")
        self.thread = threading.Thread(target=self._feed, args=(content,), daemon=True)
        self.thread.start()

    def _feed(self, content: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.output = self.process.communicate(content)


def start(command: Sequence[str], content: bytes) -> None:
    """Start a program on its input; whether it can be started shows where its output is needed."""
    with contextlib.suppress(OSError):
        _STARTED[tuple(command), content] = _Started(command, content)


def output(command: Sequence[str], content: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Give what a program makes of its input, from one started before where there is one.

    Raises `subprocess.TimeoutExpired`, and `OSError` where it does not start.
    """
    started = _STARTED.pop((tuple(command), content), None)
    if started is None:
        return subprocess.run(command, input=content, capture_output=True, check=False, timeout=seconds)
    started.thread.join(seconds)
    if started.thread.is_alive():
        started.process.kill()
        raise subprocess.TimeoutExpired(list(command), seconds)
    return subprocess.CompletedProcess(list(command), started.process.returncode, *started.output)
