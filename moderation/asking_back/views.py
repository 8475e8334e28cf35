"""How content people were at the end of their tickets, for managers."""

from collections.abc import Sequence
from typing import Any

from babel.dates import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.kernel.languages import language
from forum.kernel.web import page, room
from moderation.asking_back import queries
from moderation.asking_back.queries import ByMonth
from moderation.asking_back.reckoning import Satisfaction
from moderation.asking_back.showing import shares

asking_back = room("asking_back", __file__)


@asking_back.get("/desk/satisfaction")
def figures() -> Response:
    """Of twelve months by service: who was asked, what came back, and how sure the share is."""
    months, year = queries.by_month(), queries.by_service()
    told = [one for one in year if one.found.is_told]
    shown: dict[str, Any] = {
        "asked": [[_about(one), *_asked(one.found)] for one in months],
        "said": [[_about(one), *_counts(one.found)] for one in months],
        "year": [[one.service, *shares(one.found)] for one in year if one.found.asked],
        "drawn": [(one.service, one.found.satisfied_share) for one in told],
    }
    return page("asking_back/figures.html", **shown)


def _asked(found: Satisfaction) -> Sequence[Any]:
    return [found.asked, found.not_asked, *shares(found)]


def _counts(found: Satisfaction) -> Sequence[Any]:
    return list(found.counts) if found.is_told else [_("not shown")] * len(found.counts)


def _about(one: ByMonth) -> str:
    month = format_date(one.begins.date(), "LLLL y", locale=language().locale)
    return f"{one.service}: {month}"
