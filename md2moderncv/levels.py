"""How well something is known, from 0 to 5: `●●●○○`, `★★★★`, `4/5`, `80 %`."""

from __future__ import annotations

import re

FULL, EMPTY = "●★■⬤◼▮", "○☆□◯◻▯"
DRAWN = re.compile(rf"(?<![{FULL}{EMPTY}])[{FULL}]{{1,5}}[{EMPTY}]{{0,4}}(?![{FULL}{EMPTY}])")
"""Signs for a level: as many full ones as are reached, five at most."""


def drawn(signs: str) -> int | None:
    """Give the level that signs draw; `None` where they are not out of five."""
    full = sum(sign in FULL for sign in signs)
    return full if len(signs) == 5 or (full == len(signs) and 3 <= full <= 5) else None


def level(written: str) -> int | None:
    """Give the level that a text says, and nothing else."""
    written = written.strip()
    if DRAWN.fullmatch(written):
        return drawn(written) if len(written) == 5 else sum(sign in FULL for sign in written)
    if match := re.fullmatch(r"([0-5])(?:\s*/\s*5)?", written):
        return int(match[1])
    if match := re.fullmatch(r"(\d{1,3})\s*%", written):
        return min(5, round(int(match[1]) / 20))
    return None
