"""How the columns, dates and codes of this organisation's HR export become ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rmentor.programme.fields import Many, Record, Scalar, Section, Table, key
from rmentor.programme.kinds import DATE, FLAG, HOURS, IDENTIFIER, LINE, ZONE, choice, whole
from rmentor.programme.words import Role

CAPACITY = whole(0, 1000)
READINESS = whole(1, 5)
CODED: Mapping[str, Scalar] = {
    "role": choice(Role),
    "capacity": CAPACITY,
    "department": LINE,
    "site": LINE,
    "zone": ZONE,
    "hours": HOURS,
    "languages": LINE,
    "offers": LINE,
    "wants": LINE,
    "challenge": READINESS,
    "challenged": READINESS,
    "consent": FLAG,
}
"""The facts, besides attributes, that an export may write in codes of its own, and what a code can stand for."""


class Columns(Record):
    """Which heading of the export holds which fact; what is not named is not kept."""

    id: str = key(LINE, "Employee id.", default="id")
    name: str = key(LINE, "Full name.", default="name")
    email: str | None = key(LINE, "E-mail address.", default=None, example="Work e-mail")
    role: str | None = key(LINE, "mentor, mentee or both.", default=None, example="Role")
    capacity: str | None = key(LINE, "How many pairs the person takes.", default=None, example="Pairs")
    grade: str | None = key(
        LINE,
        "Grade as a number, a title that `grades` translates, or an amount for `grade_steps`.",
        default=None,
        example="Job grade",
    )
    birth_year: str | None = key(LINE, "Year of birth.", default=None, example="Year of birth")
    birth_date: str | None = key(LINE, "Date of birth; only the year is kept.", default=None, example="Date of birth")
    age: str | None = key(LINE, "Age in years, true on `age_on`.", default=None, example="Age")
    joined: str | None = key(LINE, "Date the person joined the organisation.", default=None, example="Entry date")
    industry_since: str | None = key(
        LINE, "Year or date the person entered the industry.", default=None, example="In the industry since"
    )
    left: str | None = key(
        LINE, "Date the person left; from that day on the row is left out.", default=None, example="Exit date"
    )
    department: str | None = key(LINE, "Department.", default=None, example="Department")
    site: str | None = key(LINE, "Site.", default=None, example="Site")
    manager: str | None = key(
        LINE,
        "Id or name of the manager; of people above who take no part the ids alone are kept.",
        default=None,
        example="Manager no",
    )
    zone: str | None = key(LINE, "Time zone.", default=None, example="Time zone")
    hours: str | None = key(LINE, "Working hours, as 09:00-17:00.", default=None, example="Working hours")
    languages: str | None = key(LINE, "Working languages, separated by `;`.", default=None, example="Languages")
    offers: str | None = key(LINE, "Topics offered, best first, separated by `;`.", default=None, example="Knows about")
    wants: str | None = key(
        LINE, "Topics wanted, best first, separated by `;`.", default=None, example="Wants to learn"
    )
    challenge: str | None = key(LINE, "Readiness to challenge, 1 to 5.", default=None, example="Challenges others")
    challenged: str | None = key(
        LINE, "Readiness to be challenged, 1 to 5.", default=None, example="Likes to be challenged"
    )
    away: str | None = key(
        LINE,
        "Days away, separated by `;`: a date, or two with `..` between them. Who is away from the day that pairs start "
        "until the day that their next meeting is due (meetings.every) is not paired yet.",
        default=None,
        example="Away",
    )
    consent: str | None = key(
        LINE, "Whether the person agreed to take part, as yes or no.", default=None, example="Agreed to take part"
    )


class RoleRule(Record):
    """Gives a role to people by their grade where the export names none."""

    role: Role = key(choice(Role), "The role.", example="mentor")
    grade_from: int = key(whole(0, 100), "Lowest grade.", default=0)
    grade_to: int = key(whole(0, 100), "Highest grade.", default=100)


class Roster(Record):
    """The mapping of an HR export."""

    sheet: str | None = key(LINE, "Sheet of a workbook; the first where absent.", default=None, example="Employees")
    columns: Columns = key(Section(Columns), "Headings.", default=Columns())
    attributes: Mapping[str, str] = key(
        Table(IDENTIFIER, LINE),
        "Further facts to keep: our name for each and its heading.",
        default={},
        example="generation: Generation",
    )
    special: Mapping[str, str] = key(
        Table(IDENTIFIER, LINE),
        "Why a special-category attribute such as ethnicity is kept; it is never shown. Without it, it is not kept.",
        default={},
        example="ethnicity: Pairs cross backgrounds; consent is on file",
    )
    dates: tuple[str, ...] = key(
        Many(LINE),
        "Spellings of dates, tried in order; for `%y`, 69 is 1969 and 68 is 2068, but births are past.",
        default=("%Y-%m-%d",),
        example="%d-%m-%Y",
    )
    age_on: date | None = key(DATE, "The day on which ages were true.", default=None, example="2027-01-01")
    grades: Mapping[str, int] = key(
        Table(LINE, whole(0, 100)),
        "The grade that a title stands for; higher is more senior.",
        default={},
        example="Director: 9",
    )
    grade_steps: tuple[int, ...] = key(
        Many(whole(1, 999_999_999)),
        "Amounts, rising, at which the next grade begins; grades start at 1, `$104,437` and `104.437 €` are amounts.",
        default=(),
        example="60000",
    )
    values: Mapping[str, Mapping[str, str]] = key(
        Table(IDENTIFIER, Table(LINE, LINE)),
        "What codes in a fact's column stand for: the fact or attribute, its codes, our word for each.",
        default={},
        example="gender: {M: man, F: woman}",
    )
    roles: tuple[RoleRule, ...] = key(
        Many(Section(RoleRule)),
        "Roles by grade; where there are none, roles follow from who is senior enough to whom.",
        default=(),
    )
