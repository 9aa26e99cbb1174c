"""Which attributes of a person may be shown: never those of a special category."""

from __future__ import annotations

from collections.abc import Mapping

from rmentor.programme.model import Programme
from rmentor.programme.special import is_special, special_attributes

HIDDEN = "a requirement about special-category data"
"""What a requirement is called of which nothing may be shown."""


def is_hidden(programme: Programme, attribute: str) -> bool:
    """True where an attribute's value must not appear in a list, a reason, a message or a log."""
    return attribute in special_attributes(programme.roster) or is_special(attribute)


def shown(programme: Programme, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return by name the attributes that may be shown: those that this programme keeps and that are not special.

    What another programme keeps about the same person is not shown: it may be special there.
    """
    mapped = programme.roster.attributes
    return {
        name: value for name, value in sorted(attributes.items()) if name in mapped and not is_hidden(programme, name)
    }
