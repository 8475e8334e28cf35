"""Who is here now, as words on the pages of topics, tickets, and where people ask."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup, escape

from forum.kernel.clock import now
from forum.kernel.site import site_now
from moderation.duty import queries
from moderation.duty.wording import and_words, presence_words

EVERY_SERVICE = 0


def on_duty(service_ids: Sequence[int], _reader: object) -> dict[int, Markup]:
    """Plain words, the same for every reader; for 0 the teams that are here. No own query."""
    told = {id_: _teams() if id_ == EVERY_SERVICE else _of(id_) for id_ in service_ids}
    return {id_: escape(words) for id_, words in told.items() if words}


def _of(service_id: int) -> str:
    here = queries.presence_of(service_id)
    return presence_words(here, zone=ZoneInfo(site_now().zone), now=now()) if here else ""


def _teams() -> str:
    teams = queries.here_now()
    return _("Here now: %(teams)s.", teams=and_words(teams)) if teams else ""
