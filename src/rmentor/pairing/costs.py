"""What each requirement costs somebody who has no pair: how many of the other side it keeps from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.outlook import couples_of
from rmentor.pairing.propose import Attempt
from rmentor.pairing.table import Table
from rmentor.pairing.terms import Mask, Numbers
from rmentor.people.model import Participant
from rmentor.people.special import is_hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """A person, everybody on the other side as rows and columns, and who of them meets each requirement."""

    person: Participant
    rows: Numbers
    columns: Numbers
    may: Mask
    met: Mapping[str, Mask]

    @property
    def others(self) -> int:
        """How many people are on the other side."""
        return len(self.rows)

    @property
    def allowed(self) -> int:
        """How many of them may be paired with the person."""
        return int(np.count_nonzero(self.may))

    def excluded(self, requirement: str) -> int:
        """Return how many of them do not meet a requirement."""
        return int(np.count_nonzero(~self.met[requirement]))

    def alone(self, requirement: str) -> int:
        """Return how many of them a requirement alone keeps away: they meet all the others."""
        return int(np.count_nonzero(self.but_for(requirement) & ~self.met[requirement]))

    def but_for(self, requirement: str) -> Mask:
        """Return who of them meets all the other requirements."""
        found = np.ones(len(self.rows), dtype=bool)
        for name, mask in self.met.items():
            found &= mask | (name == requirement)
        return found


def costs_of(table: Table, person: Participant) -> Costs:
    """Return what the requirements cost a person."""
    rows, columns = couples_of(table, person)
    rules = table.rules
    fits_form = np.ones(len(rows), dtype=bool)
    for term in rules.forms.values():
        fits_form &= np.asarray(term.at(rows, columns), dtype=bool)
    rows, columns = rows[fits_form], columns[fits_form]
    return Costs(
        person=person,
        rows=rows,
        columns=columns,
        may=rules.may(rows, columns),
        met=rules.met(rows, columns),
    )


def shown_costs(made: Attempt, costs: Costs) -> dict[str, tuple[int, int]]:
    """Return by requirement how many it excludes, and how many it alone does, of those that may be shown."""
    found = {name: (costs.excluded(name), costs.alone(name)) for name in costs.met if not _hidden(made, name)}
    return {name: counts for name, counts in found.items() if counts[0]}


def hides(made: Attempt, costs: Costs) -> bool:
    """True where a requirement may not be shown."""
    return any(_hidden(made, name) for name in costs.met)


def _hidden(made: Attempt, requirement: str) -> bool:
    attribute = requirement.partition(" ")[2]
    return bool(attribute) and is_hidden(made.table.pool.programme, attribute)
