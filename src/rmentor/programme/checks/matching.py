"""Rules about pairing: wishes that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rmentor.errors import did_you_mean
from rmentor.programme.checks.measures import placed_measures
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.reader import Path
from rmentor.programme.roster import Columns
from rmentor.programme.words import Mode

_PAIRED_BY = ("manager", "zone", "grade", "birth_year", "generation", "industry_since")
_AGES = ("birth_year", "birth_date", "age")


def weights_sum_to_nothing(programme: Programme) -> Found:
    """Every preference has the weight 0, so no pair is better than another.

    Wrong:
        pairing: {prefer: {topics: 0, different_department: 0}}
    Right:
        pairing: {prefer: {topics: 0, different_department: 10}}
    """
    prefer = programme.pairing.prefer
    if not any(getattr(prefer, name) for name in Preferences.keys):
        yield ("pairing", "prefer"), "every weight is 0; give at least one preference a weight up to 100"


def topics_missing(programme: Programme) -> Found:
    """Pairs must share a topic, but the programme has no topics, so nobody could be paired.

    Wrong:
        pairing: {require: {shared_topic: yes}}
        topics: []
    Right:
        pairing: {require: {shared_topic: yes}}
        topics: [{id: social-media, title: Social media}]
    """
    if programme.pairing.require.shared_topic and not programme.topics:
        yield ("pairing", "require", "shared_topic"), "there are no topics that a pair could share"


def couples_contradict(programme: Programme) -> Found:
    """The couples that must and must not be paired contradict each other.

    A couple stands under `always` and `never`, or is one person twice.

    Wrong:
        pairing:
          always: [{mentor: M07, mentee: S02}]
          never: [{mentor: M07, mentee: S02}]
    Right:
        pairing:
          always: [{mentor: M07, mentee: S02}]
          never: [{mentor: M07, mentee: S03}]
    """
    rules = programme.pairing
    never = [{couple.mentor, couple.mentee} for couple in rules.never]
    for name in ("always", "never"):
        for index, couple in enumerate(getattr(rules, name)):
            if couple.mentor == couple.mentee:
                yield ("pairing", name, index), f"{couple.mentor!r} cannot be paired with themselves"
    for index, couple in enumerate(rules.always):
        if {couple.mentor, couple.mentee} in never:
            told = f"{couple.mentor!r} and {couple.mentee!r} are also under never"
            yield ("pairing", "always", index), told


def agree_and_differ(programme: Programme) -> Found:
    """A pair is to agree and to differ in the same attribute, which no pair can.

    Wrong:
        pairing: {require: {same: [site], different: [site]}}
    Right:
        pairing: {require: {same: [site], different: [department]}}
    """
    require = programme.pairing.require
    for index, name in enumerate(require.different):
        if name in require.same:
            yield ("pairing", "require", "different", index), f"{name!r} is also under same"


def attribute_unknown(programme: Programme) -> Found:
    """Pairing, a measure or a stated purpose is about an attribute that nobody has.

    Attributes are those that `roster.attributes` keeps, the department and the site. Pairing also knows the
    manager, the zone, the grade, the birth_year, the generation, which follows from the birth year where it is no
    attribute, and the year somebody entered the industry (industry_since).

    Wrong:
        pairing: {require: {different: [team]}}
    Right:
        pairing: {require: {different: [team]}}
        roster:
          columns: {role: Role, grade: Grade, manager: Manager, department: Unit}
          attributes: {team: Team}
    """
    kept = [*programme.roster.attributes, "department", "site"]
    require = programme.pairing.require
    asked: list[tuple[Path, str, list[str]]] = []
    for key, names in (("different", require.different), ("same", require.same)):
        place = ("pairing", "require", key)
        asked += [((*place, index), name, [*kept, *_PAIRED_BY]) for index, name in enumerate(names)]
    for one in placed_measures(programme):
        asked += [((*one.path, "among", name), name, kept) for name in sorted(one.measure.among)]
    asked += [(("roster", "special", name), name, kept) for name in programme.roster.special]
    for path, name, known in asked:
        if name not in known:
            yield path, f"there is no attribute {name!r}{did_you_mean(name, known)}"


def preference_lacks_fact(programme: Programme) -> Found:
    """A preference asks for a fact of everyone that the roster does not bring, so every pair gets the same from it.

    What is not known counts 500 of 1000 points. Asked only where the roster maps columns; topics, which people may
    name later, are not asked for.

    Wrong:
        pairing: {prefer: {challenge: 5}}
        roster:
          columns:
            role: Role
            grade: Grade
            manager: Manager
            department: Unit
            challenge: Challenges others
    Right:
        pairing: {prefer: {challenge: 5}}
        roster:
          columns:
            role: Role
            grade: Grade
            manager: Manager
            department: Unit
            challenge: Challenges others
            challenged: Likes to be challenged
    """
    columns = programme.roster.columns
    if columns == Columns():
        return
    for name, facts in _PREFERRED.items():
        lacking = [some[0] for some in facts if not any(getattr(columns, column) for column in some)]
        if getattr(programme.pairing.prefer, name) and lacking:
            told = f"this needs facts that no row brings: roster.columns names no column for {' or '.join(lacking)}"
            yield ("pairing", "prefer", name), told


_PREFERRED: Mapping[str, Sequence[Sequence[str]]] = {
    "grade_distance": [["grade"]],
    "age_distance": [_AGES],
    "tenure_distance": [["joined"]],
    "industry_distance": [["industry_since"]],
    "hours_overlap": [["hours"]],
    "different_department": [["department"]],
    "same_site": [["site"]],
    "challenge": [["challenge"], ["challenged"]],
}


def more_pairs_than_places(programme: Programme) -> Found:
    """More pairs are planned or decided than people can take.

    The couples under `always` fit into the pairs planned, and none of their people is in more of them than the
    capacity of their role allows. In reciprocal mode everyone is in one pair. How many people there are is not
    in the file: `check --with people.csv` holds the plan against them.

    Wrong:
        pairing:
          capacity: {mentee: 1}
          always: [{mentor: M07, mentee: S02}, {mentor: M08, mentee: S02}]
    Right:
        pairing:
          capacity: {mentee: 2}
          always: [{mentor: M07, mentee: S02}, {mentor: M08, mentee: S02}]
    """
    rules, planned = programme.pairing, programme.plan.pairs
    if planned is not None and planned < len(rules.always):
        told = f"the plan has fewer pairs, {planned}, than are decided under always, {len(rules.always)}"
        yield ("plan", "pairs"), told
    if programme.mode is Mode.RECIPROCAL:
        for name in rules.capacity.keys:
            if getattr(rules.capacity, name) > 1:
                told = "in reciprocal mode everyone is in one pair; leave the capacity at 1"
                yield ("pairing", "capacity", name), told
    elif not programme.roster.columns.capacity:
        yield from _overfull(programme)


def threes_not_reciprocal(programme: Programme) -> Found:
    """Groups of three are for reciprocal mode alone: with one mentor and one mentee a third has no part.

    Wrong:
        mode: reverse
        pairing: {groups_of_three: yes}
    Right:
        mode: reverse
        pairing: {groups_of_three: no}
    """
    if programme.pairing.groups_of_three and programme.mode is not Mode.RECIPROCAL:
        told = f"only in reciprocal mode can somebody join a pair; this programme's mode is {programme.mode}"
        yield ("pairing", "groups_of_three"), told


def follows_itself(programme: Programme) -> Found:
    """A programme names itself as the one it follows.

    Wrong:
        id: second-run
        plan: {predecessor: second-run}
    Right:
        id: second-run
        plan: {predecessor: first-run}
    """
    if programme.plan.predecessor == programme.id:
        yield ("plan", "predecessor"), f"{programme.id!r} is this programme"


def _overfull(programme: Programme) -> Iterator[tuple[Path, str]]:
    rules = programme.pairing
    for role in ("mentor", "mentee"):
        room, taken = getattr(rules.capacity, role), Counter[str]()
        for index, couple in enumerate(rules.always):
            person = getattr(couple, role)
            taken[person] += 1
            if taken[person] == room + 1:
                told = f"{person!r} is in more pairs than a {role} takes, {room}; raise pairing.capacity.{role}"
                yield ("pairing", "always", index, role), told


RULES = (
    Rule("RM214", weights_sum_to_nothing),
    Rule("RM215", topics_missing),
    Rule("RM216", couples_contradict),
    Rule("RM217", agree_and_differ),
    Rule("RM218", attribute_unknown),
    Rule("RM221", follows_itself),
    Rule("RM223", more_pairs_than_places),
    Rule("RM239", preference_lacks_fact),
    Rule("RM240", threes_not_reciprocal),
)
