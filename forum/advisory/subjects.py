"""What other rooms may ask about meetings and their items without importing them."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.advisory.models import AgendaItem, Meeting
from forum.advisory.queries import FOR_EVERYBODY
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Every meeting is public."""
    return set(meeting_titles(ids))


def meeting_titles(ids: list[int]) -> dict[int, str]:
    rows = select(Meeting.id, Meeting.title).where(Meeting.id.in_(ids))
    return {id_: title for id_, title in db.execute(rows)}


def meeting_urls(ids: list[int]) -> dict[int, str]:
    return {id_: f"/advisory/{id_}" for id_ in meeting_titles(ids)}


def items_visible_to(ids: list[int], member: Member | None) -> set[int]:
    """What is on an agenda, or was."""
    rows = select(AgendaItem.id).where(AgendaItem.id.in_(ids))
    return set(db.scalars(rows.where(AgendaItem.state.in_(FOR_EVERYBODY))))


def item_titles(ids: list[int]) -> dict[int, str]:
    rows = select(AgendaItem.id, AgendaItem.title).where(AgendaItem.id.in_(ids))
    return {id_: title for id_, title in db.execute(rows)}


def item_urls(ids: list[int]) -> dict[int, str]:
    rows = select(AgendaItem.id, AgendaItem.meeting_id).where(AgendaItem.id.in_(ids))
    return {id_: f"/advisory/{meeting_id}#item-{id_}" for id_, meeting_id in db.execute(rows)}


SUBJECTS = {
    "meeting": SubjectKind(visible_to=visible_to, titles=meeting_titles, urls=meeting_urls),
    "agenda_item": SubjectKind(visible_to=items_visible_to, titles=item_titles, urls=item_urls),
}
