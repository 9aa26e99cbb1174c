"""Rules about contradictions: what cannot work, however good the intention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rmentor.errors import did_you_mean
from rmentor.programme.checks.measures import placed_measures
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.reader import Path
from rmentor.programme.roster import Columns
from rmentor.programme.surveys import Scale
from rmentor.programme.words import Occasion

_COLUMNS = {"age": ("age", "birth_year", "birth_date"), "hours": ("hours", "zone")}
_PAIRED_BY = ("manager", "zone", "grade", "birth_year", "industry_since")


def wave_asks_unknown(programme: Programme) -> Found:
    """A survey wave asks an item that the file does not have."""
    known = [item.id for item in programme.surveys.items]
    for index, wave in enumerate(programme.surveys.waves):
        for number, name in enumerate(wave.items):
            if name not in known:
                place = ("surveys", "waves", index, "items", number)
                yield place, f"there is no item {name!r}{did_you_mean(name, known)}"


def scale_upside_down(programme: Programme) -> Found:
    """A scale's lowest answer is not below its highest, or an anchor names an answer outside of the scale."""
    for path, scale in _scales(programme):
        if scale.low >= scale.high:
            yield (*path, "low"), f"the lowest answer {scale.low} is not below the highest, {scale.high}"
        else:
            for answer in sorted(scale.anchors):
                if not scale.low <= answer <= scale.high:
                    place = (*path, "anchors", str(answer))
                    yield place, f"{answer} is not on the scale from {scale.low} to {scale.high}"


def reminder_of_nothing(programme: Programme) -> Found:
    """People are to be reminded of something that the programme does not have."""
    preparation = programme.preparation
    has = {
        Occasion.BRIEFING_DUE: (preparation.briefings, "preparation.briefings"),
        Occasion.AGREEMENT_DUE: (preparation.agreement, "preparation.agreement"),
        Occasion.GOALS_MISSING: (
            preparation.goals.professional + preparation.goals.personal, "preparation.goals",
        ),
        Occasion.SURVEY_DUE: (programme.surveys.waves, "surveys.waves"),
        Occasion.FOLLOW_UP: (programme.plan.follow_up, "plan.follow_up"),
    }  # fmt: skip
    for index, rule in enumerate(programme.reminders.occasions):
        thing, where = has.get(rule.on, (True, ""))
        if not thing:
            yield ("reminders", "occasions", index, "on"), f"{rule.on} reminds of nothing: there is no {where}"


def weights_sum_to_nothing(programme: Programme) -> Found:
    """Every preference has the weight 0, so no pair is better than another."""
    prefer = programme.pairing.prefer
    if not any(getattr(prefer, name) for name in Preferences.keys):
        yield ("pairing", "prefer"), "every weight is 0; give at least one preference a weight up to 100"


def topics_missing(programme: Programme) -> Found:
    """Pairs must share a topic, but the programme has no topics, so nobody could be paired."""
    if programme.pairing.require.shared_topic and not programme.topics:
        yield ("pairing", "require", "shared_topic"), "there are no topics that a pair could share"


def couples_contradict(programme: Programme) -> Found:
    """The couples that must and must not be paired contradict each other.

    A couple stands under `always` and `never`, or is one person twice.
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
    """A pair is to agree and to differ in the same attribute, which no pair can."""
    require = programme.pairing.require
    for index, name in enumerate(require.different):
        if name in require.same:
            yield ("pairing", "require", "different", index), f"{name!r} is also under same"


def attribute_unknown(programme: Programme) -> Found:
    """Pairing or a measure asks for an attribute that nobody has.

    Attributes are those that `roster.attributes` keeps, the department and the site. Pairing also knows the
    manager, the zone, the grade, the birth_year and the year somebody entered the industry (industry_since).
    """
    kept = [*programme.roster.attributes, "department", "site"]
    require = programme.pairing.require
    asked: list[tuple[Path, str, list[str]]] = []
    for key, names in (("different", require.different), ("same", require.same)):
        place = ("pairing", "require", key)
        asked += [((*place, index), name, [*kept, *_PAIRED_BY]) for index, name in enumerate(names)]
    for one in placed_measures(programme):
        asked += [((*one.path, "among", name), name, kept) for name in sorted(one.measure.among)]
    for path, name, known in asked:
        if name not in known:
            yield path, f"there is no attribute {name!r}{did_you_mean(name, known)}"


def roles_overlap(programme: Programme) -> Found:
    """Roles by grade contradict each other: a range is empty, or two ranges give a grade two roles."""
    rules = programme.roster.roles
    for index, rule in enumerate(rules):
        if rule.grade_from > rule.grade_to:
            told = f"no grade lies from {rule.grade_from} to {rule.grade_to}"
            yield ("roster", "roles", index, "grade_from"), told
        for other in rules[:index]:
            if max(rule.grade_from, other.grade_from) <= min(rule.grade_to, other.grade_to):
                yield ("roster", "roles", index), f"its grades overlap with those of {other.role} above"


def roster_lacks_fact(programme: Programme) -> Found:
    """Pairing requires a fact of everyone that the roster does not bring, so the requirement cannot be judged.

    Asked only where the roster maps columns; people enrolled one by one bring their facts themselves.
    """
    columns = programme.roster.columns
    if columns == Columns():
        return
    for name, (least, facts) in _facts_needed(programme).items():
        named = [fact for fact in facts if any(getattr(columns, column) for column in _COLUMNS.get(fact, (fact,)))]
        if len(named) < least:
            some = f"only {len(named)} of {', '.join(facts)}" if least > 1 else f"no column for {facts[0]}"
            yield ("pairing", "require", name), f"this needs facts that no row brings: roster.columns names {some}"


def follows_itself(programme: Programme) -> Found:
    """A programme names itself as the one it follows."""
    if programme.plan.predecessor == programme.id:
        yield ("plan", "predecessor"), f"{programme.id!r} is this programme"


def _scales(programme: Programme) -> Iterator[tuple[Path, Scale]]:
    yield ("surveys", "scale"), programme.surveys.scale
    for index, item in enumerate(programme.surveys.items):
        if item.scale:
            yield ("surveys", "items", index, "scale"), item.scale


def _facts_needed(programme: Programme) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Return for each requirement made how many facts it needs at least, and of which."""
    require = programme.pairing.require
    needed = {
        "grade_gap": (1, ("grade",)),
        "outside_reporting_line": (1, ("manager",)),
        "no_shared_manager": (1, ("manager",)),
        "junior_ways": (require.junior_ways or 0, ("age", "joined", "industry_since")),
        "overlap": (1, ("hours",)),
        "shared_language": (1, ("languages",)),
    }
    return {name: facts for name, facts in needed.items() if getattr(require, name)}


RULES = (
    Rule("RM211", wave_asks_unknown),
    Rule("RM212", scale_upside_down),
    Rule("RM213", reminder_of_nothing),
    Rule("RM214", weights_sum_to_nothing),
    Rule("RM215", topics_missing),
    Rule("RM216", couples_contradict),
    Rule("RM217", agree_and_differ),
    Rule("RM218", attribute_unknown),
    Rule("RM219", roles_overlap),
    Rule("RM220", roster_lacks_fact),
    Rule("RM221", follows_itself),
)
