"""What the help desk shows on a thread or an idea: the ticket to all, the deeds to who may."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.alerts.queries import Reach
from forum.kernel.languages import say
from moderation.helpdesk import policy, queries
from moderation.helpdesk.forms import HOLDS_UP, HURRY
from moderation.helpdesk.queries import Deed, IdeaDeed
from moderation.helpdesk.rules import ADVOCATE
from moderation.helpdesk.showing import headline
from moderation.helpdesk.states import CITIZEN_LABELS, NEXT, State
from moderation.helpdesk.wording import rate_words

FEW = 5


def thread_banners(thread_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Reference, state, promise and a link that explains it: the same for every reader."""
    return {
        banner.thread_id: _part(
            "banner",
            ticket=banner,
            label=CITIZEN_LABELS[banner.state],
            then=NEXT.get(banner.state, ""),
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


def idea_deeds(idea_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For the author, staff and advocates: this is a fault, and somebody should mend it."""
    if reader is None:
        return {}
    filled = {deed.idea_id: _idea_deed(deed, reader) for deed in queries.idea_deeds(idea_ids)}
    return {idea_id: html for idea_id, html in filled.items() if html}


def my_tickets(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """On one's own page: the newest tickets and where they stand."""
    if reader is None or reader.id not in member_ids:
        return {}
    found = queries.tickets_of(reader.id, size=FEW)
    if not found.items:
        return {}
    return {reader.id: _part("mine", tickets=found.items, labels=CITIZEN_LABELS)}


def my_hit_rate(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """On an advocate's own page: how often what they brought to the desk needed it."""
    if reader is None or reader.id not in member_ids or not _brings_for_others(reader):
        return {}
    rate = queries.hit_rate_of(reader.id)
    said = rate_words(rate.needed, rate.decided) if rate.decided else ""
    return {reader.id: _part("hit_rate", said=said)} if said else {}


def touched_by_alert(ids: Sequence[int], reach: Reach) -> dict[int, Markup]:
    """For whoever writes an alert: the open tickets it is about. Planned work stops no clock."""
    if reach.kind != "problem":
        return {}
    html: Markup = get_template_attribute("helpdesk/touched.html", "touched")(
        queries.touched_by(reach, by=current_member())
    )
    return dict.fromkeys(ids, html)


def _deed(deed: Deed, reader: Member) -> Markup | None:
    trigger = _trigger_here(deed, reader)
    if deed.same_as and (trigger or reader.id == deed.author_id):
        return _part("same_as", deed=deed)
    if deed.reference is None:
        if trigger is None or not deed.is_open:
            return None
        marks = policy.may_mark_duplicates(reader) and reader.id != deed.author_id
        hurry = [(code, say(words)) for code, words in HURRY]
        shown = {"may_mark": marks, "holds_up": HOLDS_UP, "hurry": hurry}
        return _part("escalate", deed=deed, trigger=trigger, **shown)
    works_here = policy.works_at_desk(reader)
    if works_here or reader.id == deed.author_id:
        return _part("open_ticket", deed=deed, works_here=works_here)
    if deed.shares_problem or reader.is_staff:
        return None
    return _part("join", deed=deed)


def _trigger_here(deed: Deed, reader: Member) -> str | None:
    """Managers can switch off that advocates bring what others asked."""
    trigger = policy.trigger_of(reader, deed.author_id)
    if trigger == ADVOCATE and not queries.rule_in(ADVOCATE, deed.topic_id).is_on:
        return None
    return trigger


def _brings_for_others(reader: Member) -> bool:
    return not reader.is_staff and reader.may(Privilege.ESCALATE_OTHERS)


def _idea_deed(deed: IdeaDeed, reader: Member) -> Markup | None:
    trigger = policy.trigger_of(reader, deed.author_id)
    if deed.reference is None:
        return (
            _part("escalate_idea", deed=deed, trigger=trigger) if trigger and deed.is_open else None
        )
    works_here = policy.works_at_desk(reader)
    if works_here or reader.id == deed.author_id:
        return _part("ticket_of_idea", deed=deed, works_here=works_here)
    return None


def _part(name: str, **shown: object) -> Markup:
    """One macro of the template; macros escape what they are given and give Markup back."""
    html: Markup = get_template_attribute("helpdesk/fillings.html", name)(**shown)
    return html
