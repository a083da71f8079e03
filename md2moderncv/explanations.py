"""What each code of a diagnostic means, how it is said, and what to do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from md2moderncv import messages, tex_messages
from md2moderncv.diagnostics import Diagnostic

SAMPLES: dict[str, Any] = {
    "at": None,
    "position": None,
    "character": "☎",
    "characters": ("☎",),
    "known": ("OTHER",),
    "language": "YAML",
    "byte": 228,
    "count": 1,
    "letter": True,
    "points": 20.0,
    "seconds": 60,
}
"""What stands in an example for a parameter; for any other its own name, in capitals."""


def codes() -> dict[str, str]:
    """Map every code to its explanation, in the order of the modules that hold the words."""
    return {code: inspect.getdoc(maker) or "" for code, maker in _makers()}


def _makers() -> Iterator[tuple[str, Callable[..., Diagnostic]]]:
    for module in (messages, tex_messages):
        for name, maker in vars(module).items():
            ours = inspect.isfunction(maker) and maker.__module__ == module.__name__
            if ours and maker.__annotations__.get("return") == "Diagnostic":
                yield name.replace("_", "-"), maker


def explained(code: str) -> str:
    """Give all there is to say of a code: its severity, what it means, its message and its hint."""
    maker = dict(_makers())[code]
    parameters = inspect.signature(maker).parameters
    said = maker(**{name: SAMPLES.get(name, name.upper()) for name in parameters})
    lines = [f"{code} ({said.severity})", "", codes()[code], "", f"said as:     {said.message}"]
    return "\n".join([*lines, *([f"what to do:  {said.hint}"] if said.hint else [])]) + "\n"
