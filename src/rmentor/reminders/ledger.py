"""What one run does to the ledger of notices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rmentor.reminders.due import Wanted
from rmentor.reminders.model import Notice, NoticeKey, NoticeStatus

_WAITING = (NoticeStatus.PLANNED, NoticeStatus.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run starts from: its day, who can be reached, and the ids of mails that an earlier run left finished."""

    today: date
    reachable: Collection[str]
    finished: Collection[str] = ()


def turn(ledger: Iterable[Notice], wanted: Mapping[NoticeKey, Wanted], run: Run) -> tuple[Notice, ...]:
    """Return the notices that the run has to do with, each in the status that it comes into, sorted by key.

    What is due is to be sent; what waits and is no longer wanted is withdrawn; what lies past its window expires;
    what an earlier run left claimed is sent where its mail is finished, else it is sent now under the same id.
    Whoever could not be reached is written to once there is an address, inside the window.
    """
    known = {one.key: one for one in ledger}
    fresh = (one.notice for one in wanted.values() if one.notice.due <= run.today and one.notice.key not in known)
    moved = list(_moved([*known.values(), *fresh], wanted, run))
    return tuple(sorted(moved, key=lambda one: one.key))


def _moved(notices: Iterable[Notice], wanted: Mapping[NoticeKey, Wanted], run: Run) -> Iterator[Notice]:
    for notice in notices:
        status = _next(notice, run, still_wanted=notice.key in wanted)
        if status:
            yield replace(notice, status=status)


def _next(notice: Notice, run: Run, *, still_wanted: bool) -> NoticeStatus | None:
    reached, expired = notice.key.person in run.reachable, run.today > notice.expires
    if notice.status is NoticeStatus.FAILED:
        return NoticeStatus.SENDING if still_wanted and reached and not expired else None
    if notice.status not in _WAITING:
        return None
    if notice.status is NoticeStatus.SENDING and notice.message_id in run.finished:
        return NoticeStatus.SENT
    if expired:
        return NoticeStatus.EXPIRED
    if not still_wanted:
        return NoticeStatus.WITHDRAWN
    return NoticeStatus.SENDING if reached else NoticeStatus.FAILED
