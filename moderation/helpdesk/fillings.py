"""What the help desk shows on a thread's page: the ticket to everybody, the deeds to whom they are open."""

from collections.abc import Sequence

from flask import render_template
from markupsafe import Markup

from forum.accounts.models import Member
from moderation.helpdesk import policy, queries
from moderation.helpdesk.queries import Deed
from moderation.helpdesk.showing import headline
from moderation.helpdesk.states import CITIZEN_LABELS, State


def thread_banners(thread_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Reference, state, promise and a link that explains it: the same for every reader."""
    return {
        banner.thread_id: _rendered(
            "helpdesk/banner.html",
            ticket=banner,
            label=CITIZEN_LABELS[banner.state],
            promise=headline(list(banner.clocks.values()), banner.log),
            is_over=banner.state in (State.RESOLVED, State.CLOSED_UNRESOLVED),
        )
        for banner in queries.banners(thread_ids)
    }


def thread_deeds(thread_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Only for members; a visitor finds the private door in the footer of every page."""
    if reader is None:
        return {}
    filled = {
        deed.thread_id: _deed(deed, reader) for deed in queries.deeds(thread_ids, member=reader)
    }
    return {thread_id: html for thread_id, html in filled.items() if html}


def _deed(deed: Deed, reader: Member) -> Markup | None:
    trigger = policy.trigger_of(reader, deed.author_id)
    is_author = reader.id == deed.author_id
    if deed.reference is None:
        return _rendered("helpdesk/deed_escalate.html", deed=deed, trigger=trigger) if (
            trigger and deed.is_open
        ) else None
    if is_author or policy.works_at_desk(reader):
        return _rendered(
            "helpdesk/deed_ticket.html",
            deed=deed,
            is_author=is_author,
            works_here=policy.works_at_desk(reader),
        )
    if deed.shares_problem or reader.is_staff:
        return None
    return _rendered("helpdesk/deed_join.html", deed=deed)


def _rendered(template: str, **shown: object) -> Markup:
    return Markup(render_template(template, **shown))
