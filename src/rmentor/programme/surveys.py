"""What people are asked, when, and on which scale."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from rmentor.programme.fields import Many, Record, Section, Table, key
from rmentor.programme.kinds import FLAG, IDENTIFIER, LINE, PERIOD, choice, whole
from rmentor.programme.period import Period
from rmentor.programme.words import Checkpoint, Role


class Answering(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    TEXT = "text"


class Scale(Record):
    """The whole numbers that answer an item, the highest being the best unless the item is reversed."""

    low: int = key(whole(0, 10), "Lowest answer.", default=1)
    high: int = key(whole(1, 100), "Highest answer.", default=5)
    anchors: Mapping[int, str] = key(
        Table(whole(0, 100), LINE), "What answers are called.", default={}, example="5: very much"
    )


class Item(Record):
    """One question."""

    id: str = key(IDENTIFIER, "Short name; also the column's heading in an export.", example="useful")
    text: str = key(LINE, "The question as people read it.", example="How useful was it for your work?")
    answer: Answering = key(choice(Answering), "A number of the scale, or free text.", default=Answering.SCALE)
    scale: Scale | None = key(Section(Scale), "A scale of its own.", default=None)
    reversed: bool = key(FLAG, "A high answer is a bad one.", default=False)
    subscale: str | None = key(IDENTIFIER, "The group of items whose mean it joins.", default=None, example="trust")


class Wave(Record):
    """One time of asking."""

    id: str = key(IDENTIFIER, "Short name.", example="closing")
    at: Checkpoint = key(choice(Checkpoint), "When people are asked.", example="end")
    open_for: Period | None = key(PERIOD, "How long answers are taken.", default=None, example="3 weeks")
    asks: Role = key(choice(Role), "Who is asked.", default=Role.BOTH)
    items: tuple[str, ...] = key(Many(IDENTIFIER, least=1), "The items, by id.", example="useful")


class Surveys(Record):
    """Scale, items and waves."""

    scale: Scale = key(Section(Scale), "The usual scale.", default=Scale())
    items: tuple[Item, ...] = key(Many(Section(Item)), "The questions.", default=())
    waves: tuple[Wave, ...] = key(Many(Section(Wave)), "The times of asking.", default=())

    def item(self, name: str | None) -> Item | None:
        """Return the item of that id, None where there is none or none is named."""
        return next((item for item in self.items if item.id == name), None)

    def wave(self, name: str | None) -> Wave | None:
        """Return the wave of that id, None where there is none or none is named."""
        return next((wave for wave in self.waves if wave.id == name), None)

    def scale_of(self, item: Item) -> Scale:
        """Return the scale on which an item is answered."""
        return item.scale or self.scale
