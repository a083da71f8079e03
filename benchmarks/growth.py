"""How the time to a .tex grows with the number of entries: `make benchmark`.

Prints, for 10 to 10,000 entries in three styles, the time per entry as a ratio to that at 100 entries, all measured
in one run; a ratio that stays near 1 or falls is growth no worse than linear.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from md2moderncv.diagnostics import Source
from md2moderncv.pipeline import to_latex

STYLES = {
    "heading": "### 0{m}/{y} - 1{m}/{y}: Engineer for [Acme {n}](https://example.org)\n\n"
    "Built *things* & more.\n\n- One\n- Two\n\n",
    "bullet": "- **Engineer** – Acme {n}, Town (0{m}/{y} – 1{m}/{y})\n    - Built things\n",
    "paragraph": "`{y} - now`\n__Acme {n}__, Town\n\nBuilt *things* & more.\n\n",
}


def document(style: str, count: int) -> Source:
    """Give a CV of so many entries in one style."""
    text = "".join(STYLES[style].format(m=n % 3, y=1950 + n % 70, n=n) for n in range(count))
    return Source(f"# Ada Example\n\n## Work\n\n{text}", "cv.md")


def seconds(source: Source) -> float:
    """Measure one run."""
    start = time.perf_counter()
    to_latex(source, Path())
    return time.perf_counter() - start


def main(counts: tuple[int, ...] = (10, 100, 1000, 10_000)) -> None:
    """Print the table; fails where an entry among the most takes over twice the time of one among 100."""
    failed = False
    print(f"{'entries':>9}  " + "  ".join(f"{style:>9}" for style in STYLES))
    base = {style: seconds(document(style, 100)) / 100 for style in STYLES}
    for count in counts:
        ratios = {style: seconds(document(style, count)) / count / base[style] for style in STYLES}
        print(f"{count:>9}  " + "  ".join(f"{ratio:9.2f}" for ratio in ratios.values()))
        failed |= count > 100 and max(ratios.values()) > 2
    sys.exit(failed)


if __name__ == "__main__":
    main()
