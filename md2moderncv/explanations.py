"""What each code of a diagnostic means."""

from __future__ import annotations

import inspect

from md2moderncv import messages, tex_messages


def codes() -> dict[str, str]:
    """Map every code to its explanation, in the order of the modules that hold the words."""
    explained = {}
    for module in (messages, tex_messages):
        makers = [value for value in vars(module).values() if inspect.isfunction(value)]
        for maker in makers:
            if maker.__module__ == module.__name__ and maker.__annotations__.get("return") == "Diagnostic":
                explained[maker.__name__.replace("_", "-")] = inspect.getdoc(maker) or ""
    return explained
