"""衬纸: a sheet to lay under the blank one, its characters shining through where they go.

For whoever finds it hard to copy cell by cell: each character stands in the very place where the
blank sheet has its cell, with strokes heavy enough to be seen through the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.blocks import Block, CopyGrid, Document, Mark, PageBreak

UNDERLAY = "衬纸，勿交"
NOTE = "垫在空白页下面，格子对齐，照着透上来的字写；写完收好，不和材料放在一起。"

HEAVY = 0.035
"""Em by which strokes are thicker: a line of 0.8 mm at 22 pt."""


def underlay(document: Document) -> Document | None:
    """The sheet to lay under the blank sheet of ``document``; None where it has none."""
    breaks = [n for n, block in enumerate(document.blocks) if isinstance(block, PageBreak)]
    models = [block for block in document.blocks if isinstance(block, CopyGrid) and block.text]
    if not breaks or not models:
        return None
    sheet = document.blocks[breaks[0] + 1 :]
    blocks = (Mark(UNDERLAY, margin=True, note=NOTE), *_written(sheet, models))
    return Document(document.kind, f"{document.title}衬纸", document.frame, blocks)


def _written(sheet: tuple[Block, ...], models: list[CopyGrid]) -> Iterator[Block]:
    """The blank sheet with the models' characters in its cells, one grid for one."""
    left = iter(models)
    for block in sheet:
        if isinstance(block, CopyGrid):
            model = next(left)
            yield replace(block, text=model.text, indent=model.indent, counted=False, heavy=HEAVY)
        else:
            yield block
