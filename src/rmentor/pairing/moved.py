"""Potentials that hardly moved: only pairs whose ends moved far enough are asked about once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.field import Field, Listed, Offers, Tempting
from rmentor.pairing.pairs import joined
from rmentor.pairing.terms import Mask


@dataclass(frozen=True, slots=True)
class Asked:
    """A field was asked for all pairs that these offers tempt, or tempt but for a margin, and they are being tried."""

    offers: Offers
    margin: int

    def since(self, field: Field, offers: Offers) -> Tempting | None:
        """Return the pairs not being tried that other offers tempt; None where that takes asking about most of them."""
        if isinstance(field, Listed):
            return None
        from rmentor.pairing.blocks import Blocks

        parts = [part for part in self._parts(offers) if part[0].any() and part[1].any()]
        cells = sum(int(rows.sum()) * int(columns.sum()) for rows, columns in parts)
        if not isinstance(field, Blocks) or 2 * cells > len(offers.rows) * len(offers.columns):
            return None
        rows, columns = field.room
        asked = [replace(field, room=(rows & part[0], columns & part[1])).tempting(offers, 0) for part in parts]
        return _together(asked, field.shape[1])

    def _parts(self, offers: Offers) -> Iterator[tuple[Mask, Mask]]:
        """Yield rows and columns that hold every pair whose ends offer more by over the margin than they did.

        Of what a pair gained one of its two ends brings more than half, and the other at least what is then lacking.
        """
        rows, columns = self.offers.rows - offers.rows, offers.columns - self.offers.columns
        middle = (int(np.median(columns)) - int(np.median(rows))) // 2
        most_rows, most_columns = int(rows.max(initial=0)), int(columns.max(initial=0))
        half = self.margin / 2
        yield rows + middle > half, columns > self.margin - most_rows
        yield rows > self.margin - most_columns, columns - middle > half


def _together(asked: list[Tempting], width: int) -> Tempting:
    """Return what several parts of a field were found to have, each pair once."""
    pairs = joined(one.pairs for one in asked)
    saved = np.concatenate([np.zeros(0, dtype=np.int64), *(one.saved for one in asked)])
    _, once = np.unique(pairs.keys(width), return_index=True)
    return Tempting(pairs.only(once), saved[once])
