"""The queue as the desk reads it: narrowed down, in the order of what was promised, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement
from werkzeug.wrappers import Response

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.languages import say
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.helpdesk import policy, queries
from moderation.helpdesk.queries import Waiting
from moderation.helpdesk.states import State
from moderation.helpdesk.wording import due_words, pace
from moderation.problems.models import Problem
from moderation.problems.queries import problems_of
from moderation.saved_views.showing import Asked, asked, choices, meaning, saved_views, ways_to

WAYS = {
    "waiting": "Everything",
    "mine": "Mine",
    "free": "Nobody’s",
    "answered": "Answered",
}


NOTHING: Mapping[str, ColumnElement[bool]] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    title: str
    url: str
    due: str
    pace: str
    who: str
    words: str
    is_here: bool


def queue(
    member: Member, *, here: str | None = None, also: Mapping[str, ColumnElement[bool]] = NOTHING
) -> dict[str, Any]:
    """The rows of the page asked for, the ways to look at it with counts, and the next page.

    `also` are other conditions to count in the same reading.
    """
    means = asked(request.args, by=member)
    found = queries.waiting(
        means.show, by=member, only=means.only, cursor=request.args.get("cursor")
    )
    ways = {way: meaning(replace(means, show=way), member) for way in WAYS}
    counts = queries.count_each({**ways, **also})
    zone = ZoneInfo(site().zone)
    return {
        "rows": _rows(found.items, member, means, zone=zone, here=here),
        "ways": [
            (say(label), _address(means, show=name), name == means.show, counts[name])
            for name, label in WAYS.items()
        ],
        "emergencies": _emergencies(member, here),
        "counts": counts,
        "count": counts["waiting"],
        "next": _address(means, cursor=found.next) if found.next else None,
    }


def _emergencies(member: Member, here: str | None) -> list[tuple[str, str, bool]]:
    """Title, address, and whether it is the one that is open."""
    return [
        (title, url_for("desk.ticket", reference=reference), reference == here)
        for reference, title in queries.emergencies(member)
    ]


def queue_page(member: Member, **found: Any) -> Response:
    """The queue alone, with the saved views and what narrows it down."""
    means = asked(request.args, by=member)
    saved, meant = saved_views(member)
    shown = queue(member, also=meant)
    here = [view for view in saved if view.asked == means.carried]
    narrow = {
        "saved": ways_to(saved, shown["counts"], means),
        "mine": [one for one in here if one.owner_id == member.id or policy.manages(member)],
        "is_narrow": not means.only.is_everything,
        "show": means.show,
        "choices": choices(means),
        "address": urlencode(means.carried),
        "many": url_for("saved_views.choose", **means.carried),
    }
    return page("desk/queue.html", queue=shown, narrow=narrow, **found)


def _address(means: Asked, **other: Any) -> str:
    return url_for("desk.queue", **(means.carried | other))


def _rows(
    waiting: Sequence[Waiting], member: Member, means: Asked, *, zone: ZoneInfo, here: str | None
) -> list[Row]:
    known = problems_of([row.id for row in waiting])
    return [
        _row(row, member, means, zone=zone, here=here, problems=known.get(row.id, ()))
        for row in waiting
    ]


def _row(
    row: Waiting,
    member: Member,
    means: Asked,
    *,
    zone: ZoneInfo,
    here: str | None,
    problems: Sequence[Problem],
) -> Row:
    words = [
        row.reference,
        row.service,
        *(_("Problem: %(title)s", title=p.title) for p in problems),
    ]
    if row.affected:
        others = ngettext("%(num)s more affected", "%(num)s more affected", row.affected)
        words.append(others.replace(" ", "\u00a0"))
    return Row(
        row.title,
        url_for("desk.ticket", reference=row.reference, **means.carried),
        _due(row, zone=zone),
        pace(row.due_at, now()),
        _who(row, member),
        " · ".join(words),
        row.reference == here,
    )


def _due(row: Waiting, *, zone: ZoneInfo) -> str:
    if row.state == State.ANSWERED:
        return str(_("Answered"))
    return due_words(row.due_at, row.state, zone=zone, now=now())


def _who(row: Waiting, member: Member) -> str:
    if row.assignee_id is None:
        return str(_("Nobody yet"))
    if row.assignee_id == member.id:
        return str(_("You") if row.is_with_somebody else _("Free, was with you"))
    is_taken = row.is_with_somebody
    return str(row.holder) if is_taken else _("Free, was with %(name)s", name=row.holder)
