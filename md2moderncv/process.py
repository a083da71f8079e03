"""A program of TeX's, run with a limit on its time and its memory; nothing it starts outlives it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from md2moderncv.diagnostics import CvError, MachineError
from md2moderncv.messages import no_program
from md2moderncv.tex_messages import tex_timeout

MEMORY = 4 * 1024 * 1024
"""KiB of address space that TeX may take; a CV takes a twentieth of it."""


def run(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    seconds: float,
    on_line: Callable[[bytes], None] = lambda line: None,
    limit: int = 0,
) -> int:
    """Run a program in a folder and give its exit code, each line that it prints to `on_line`.

    Raises `CvError` when its time is up, that of `limit` in the message, `MachineError` where it does not start.
    """
    try:
        process = subprocess.Popen(
            bounded(command),
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise MachineError([no_program(command[0], f"it does not run: {said}")]) from None
    expired = threading.Event()

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGKILL)

    def stop() -> None:
        expired.set()
        kill()

    timer = threading.Timer(max(seconds, 0.1), stop)
    timer.start()
    try:
        with process:
            for line in process.stdout or ():
                on_line(line)
        code = process.returncode
    except BaseException:
        kill()
        process.wait()
        raise
    finally:
        timer.cancel()
    if expired.is_set():
        raise CvError([tex_timeout(limit or round(seconds))])
    return code


def bounded(command: Sequence[str]) -> list[str]:
    """Give a command that runs another with a bound on its memory, where there is a shell that can set one."""
    shell = shutil.which("sh")
    if os.name != "posix" or not shell:
        return list(command)
    return [shell, "-c", f'ulimit -v {MEMORY} 2>/dev/null; exec "$@"', "sh", *command]


def environment() -> dict[str, str]:
    """Give TeX's environment: no absolute or hidden paths, no folder of the author's, a fixed clock."""
    clock = {} if "SOURCE_DATE_EPOCH" in os.environ else {"SOURCE_DATE_EPOCH": "0"}
    return {
        **os.environ,
        **clock,
        "TEXINPUTS": f".{os.pathsep}",
        "openin_any": "p",
        "openout_any": "p",
        "max_print_line": "1000",
    }
