"""Rules about the roster's mapping and what is required of people: what nobody could meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.programme.roster import Columns, RoleRule
from rmentor.programme.special import kept_attributes
from rmentor.programme.words import Mode, Role

_AGES = ("age", "birth_year", "birth_date")
_COLUMNS = {"age": _AGES, "birth_year": _AGES}
_WAYS = ("birth_year", "industry_since")
_SENIORITY = ("grade", "age", "birth_year", "birth_date", "joined", "industry_since")
_FOLLOWS = "grade, age, joined or industry_since"
_MINUTES_A_DAY = 1440


def roles_overlap(programme: Programme) -> Found:
    """Roles by grade contradict each other: a range is empty, or two ranges give a grade two roles.

    Wrong:
        roster:
          roles:
            - {role: mentor, grade_from: 1, grade_to: 5}
            - {role: mentee, grade_from: 5}
    Right:
        roster:
          roles:
            - {role: mentor, grade_from: 1, grade_to: 4}
            - {role: mentee, grade_from: 5}
    """
    rules = programme.roster.roles
    for index, rule in enumerate(rules):
        if rule.grade_from > rule.grade_to:
            told = f"no grade lies from {rule.grade_from} to {rule.grade_to}"
            yield ("roster", "roles", index, "grade_from"), told
        for other in rules[:index]:
            if max(rule.grade_from, other.grade_from) <= min(rule.grade_to, other.grade_to):
                yield ("roster", "roles", index), f"its grades overlap with those of {other.role} above"


def roster_lacks_fact(programme: Programme) -> Found:
    """Pairing requires a fact of everyone that the roster does not bring, so nobody meets the requirement.

    Asked only where the roster maps columns; people enrolled one by one bring their facts themselves.

    Wrong:
        pairing: {require: {shared_language: yes}}
        roster:
          columns: {role: Role, grade: Grade, manager: Manager, department: Unit}
    Right:
        pairing: {require: {shared_language: yes}}
        roster:
          columns:
            role: Role
            grade: Grade
            manager: Manager
            department: Unit
            languages: Languages
    """
    columns = programme.roster.columns
    if columns == Columns():
        return
    for path, least, facts in _facts_needed(programme):
        named = [fact for fact in facts if any(getattr(columns, column) for column in _COLUMNS.get(fact, (fact,)))]
        if len(named) < least:
            some = f"only {len(named)} of {', '.join(facts)}" if least > 1 else f"no column for {facts[0]}"
            yield path, f"this needs facts that no row brings: roster.columns names {some}"


def nobody_can_be_paired(programme: Programme) -> Found:
    """Requirements exclude everyone, as the file alone shows.

    Nobody works a whole day, so none overlaps that long; two with the same grade have no gap, two with one
    manager share one, and two of the same year are junior in fewer ways. Where rows get their role by grade,
    both roles must occur and the grades of the two lie apart enough. Without such roles, who can mentor and who can be
    mentored follows from grade and the three ways of being junior, of which the rows bring at least one.

    Wrong:
        pairing: {require: {grade_gap: 6}}
        roster:
          columns: {grade: Grade, manager: Manager, department: Unit}
          roles:
            - {role: mentor, grade_from: 3, grade_to: 5}
            - {role: mentee, grade_from: 6, grade_to: 8}
    Right:
        pairing: {require: {grade_gap: 3}}
        roster:
          columns: {grade: Grade, manager: Manager, department: Unit}
          roles:
            - {role: mentor, grade_from: 3, grade_to: 5}
            - {role: mentee, grade_from: 6, grade_to: 8}
    """
    yield from _contradictions(programme)
    roster = programme.roster
    if roster.columns != Columns() and not roster.columns.role and programme.mode is not Mode.RECIPROCAL:
        yield from _roles_by_grade(programme)


def special_without_purpose(programme: Programme) -> Found:
    """A special category of personal data is to be kept and the file does not say what for.

    Ethnicity, religion, politics, union membership, health, disability, orientation and gender identity may be kept
    only for a stated purpose, and people are told of it. Attributes are known by words in their name or heading.
    `enrol` keeps none without a purpose. With one it is kept, and never shown in lists, reasons, messages or the
    journal. Where a word means something else here, let the purpose say so.

    Source: EMCC ISMCP, ethics (E1); Regulation (EU) 2016/679, article 9.
    Wrong:
        roster:
          columns: {role: Role, grade: Grade, manager: Manager, department: Unit}
          attributes: {ethnicity: Ethnic group}
    Right:
        roster:
          columns: {role: Role, grade: Grade, manager: Manager, department: Unit}
          attributes: {ethnicity: Ethnic group}
          special: {ethnicity: Pairs cross backgrounds; consent is on file}
    """
    roster = programme.roster
    for name in sorted(roster.attributes.keys() - kept_attributes(roster).keys()):
        told = f"{name!r} is special-category data; say why it is kept (roster.special.{name}), or leave it out"
        yield ("roster", "attributes", name), told


def _contradictions(programme: Programme) -> Iterator[tuple[Path, str]]:
    require = programme.pairing.require
    place = ("pairing", "require")
    same_ways = [name for name in _WAYS if name in require.same]
    if require.overlap and require.overlap.minutes >= _MINUTES_A_DAY:
        yield (*place, "overlap"), f"nobody works {require.overlap} a day"
    if require.grade_gap and "grade" in require.same:
        yield (*place, "grade_gap"), "two with the same grade have no gap; take grade out of same"
    if require.no_shared_manager and "manager" in require.same:
        yield (*place, "no_shared_manager"), "the two are to have the same manager; take manager out of same"
    if require.junior_ways and require.junior_ways + len(same_ways) > 3:
        told = f"two of the same {' and '.join(same_ways)} are not junior in {require.junior_ways} ways"
        yield (*place, "junior_ways"), told


def _roles_by_grade(programme: Programme) -> Iterator[tuple[Path, str]]:
    rules, columns = programme.roster.roles, programme.roster.columns
    if not any(getattr(columns, column) for column in (("grade",) if rules else _SENIORITY)):
        others = "map grade and give roles by grade" if rules else f"one that roles follow from: {_FOLLOWS}"
        yield ("roster", "roles"), f"no row gets a role; name a column under roster.columns.role, or {others}"
        return
    if not rules:
        return
    sides = {side: [rule for rule in rules if rule.role.plays(side)] for side in (Role.MENTOR, Role.MENTEE)}
    for side, found in sides.items():
        if not found:
            yield ("roster", "roles"), f"no grade makes anybody a {side}; add a role for {side}s"
            return
    yield from _gap_too_wide(programme, sides)


def _gap_too_wide(programme: Programme, sides: Mapping[Role, list[RoleRule]]) -> Iterator[tuple[Path, str]]:
    least = programme.pairing.require.grade_gap
    ends = (Role.MENTEE, Role.MENTOR) if programme.mode is Mode.REVERSE else (Role.MENTOR, Role.MENTEE)
    senior, junior = (sides[end] for end in ends)
    widest = max(rule.grade_to for rule in senior) - min(rule.grade_from for rule in junior)
    if least and widest < least:
        told = f"the roles by grade leave a gap of {widest} at most; ask for less, or for other grades"
        yield ("pairing", "require", "grade_gap"), told


def _facts_needed(programme: Programme) -> Iterator[tuple[Path, int, tuple[str, ...]]]:
    """Yield the key of each requirement made, how many facts it needs at least, and of which."""
    require, place = programme.pairing.require, ("pairing", "require")
    needed = {
        "grade_gap": (1, ("grade",)),
        "outside_reporting_line": (1, ("manager",)),
        "not_under_direct_report": (1, ("manager",)),
        "no_shared_manager": (1, ("manager",)),
        "junior_ways": (require.junior_ways or 0, ("age", "joined", "industry_since")),
        "overlap": (1, ("hours",)),
        "shared_language": (1, ("languages",)),
        "shared_topic": (2, ("offers", "wants")),
        "consent": (1, ("consent",)),
    }
    for name, (least, facts) in needed.items():
        if getattr(require, name):
            yield (*place, name), least, facts
    for name in ("different", "same"):
        for index, fact in enumerate(getattr(require, name)):
            needs = "birth_year" if fact == "generation" else fact
            if needs in Columns.keys and fact not in programme.roster.attributes:
                yield (*place, name, index), 1, (needs,)


RULES = (
    Rule("RM219", roles_overlap),
    Rule("RM220", roster_lacks_fact),
    Rule("RM222", nobody_can_be_paired),
    Rule("RM225", special_without_purpose),
)
