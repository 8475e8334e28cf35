"""The shares of a service as pages and programs show them."""

from typing import Any

from flask_babel import gettext as _

from moderation.asking_back.queries import ByService
from moderation.asking_back.reckoning import Kept, Satisfaction
from moderation.reports.queries.few import Note


def shares(found: Satisfaction) -> list[Any]:
    """Answers, of how many asked, satisfied, between what, and who got what they needed."""
    if not found.is_told or found.interval is None:
        return [_("fewer than 10"), *[_("not shown")] * 4]
    between = _("%(low)s to %(high)s", low=found.interval[0], high=found.interval[1])
    return [
        *(found.answers, found.response_rate),
        *(found.satisfied_share, between, found.got_share),
    ]


def share_kept(kept: Kept) -> list[Any]:
    """How many promises, and how many of 100 were kept."""
    if not kept.is_told:
        return [_("fewer than 10"), _("not shown")]
    return [kept.promises, kept.share]


def facts_of(one: ByService) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for programs: of satisfaction, and of promises."""
    found, kept = one.found, one.kept
    told = {
        **{"answers": found.answers, "response_rate": found.response_rate},
        **{"satisfied": found.satisfied_share, "between": found.interval},
        **{"got_what_they_needed": found.got_share},
    }
    promised = {"promises": kept.promises, "kept": kept.share}
    return _row(one.slug, told, found.is_told), _row(one.slug, promised, kept.is_told)


def _row(slug: str, told: dict[str, Any], is_told: bool) -> dict[str, Any]:
    note = Note.EXACT if is_told else Note.FEWER
    return {"service": slug} | (told if is_told else dict.fromkeys(told)) | {"note": str(note)}
