#!/usr/bin/env python3
"""Make sections headings of level 1: whatever level the author uses for them, none is skipped below.

## Experience / #### Acme   →   level 1 / level 2
"""

from md2moderncv.canonical import Doc, run


def sections(doc: Doc) -> Doc:
    """Renumber the headings: each is one deeper than the nearest heading before it that is less deep."""
    open_levels: list[int] = []
    blocks = []
    for block in doc["blocks"]:
        if block["t"] == "Header":
            level = block["c"][0]
            open_levels = [*(shallower for shallower in open_levels if shallower < level), level]
            block = {**block, "c": [len(open_levels), *block["c"][1:]]}
        blocks.append(block)
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(sections)
