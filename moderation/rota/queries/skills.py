"""Who can what, and which skills a ticket asks for. Who asked plays no part in it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket
from moderation.rota.models import AskedSkill, Given, MemberSkill, Skill

NO_SKILL = "We cannot find this skill."


def skills() -> Sequence[Skill]:
    """Those in use first, then by name."""
    return db.scalars(select(Skill).order_by(Skill.is_retired, Skill.name, Skill.id)).all()


def skill_numbered(skill_id: int) -> Skill:
    """Raises Missing."""
    if skill := db.get(Skill, min(skill_id, LARGEST)):
        return skill
    raise Missing(NO_SKILL)


def locked_skill(skill_id: int) -> Skill:
    """Raises Missing."""
    number = min(skill_id, LARGEST)
    if skill := db.get(Skill, number, with_for_update=True, populate_existing=True):
        return skill
    raise Missing(NO_SKILL)


def skill_called(name: str) -> int | None:
    """The number of the skill of this name, however it is written."""
    return db.scalar(select(Skill.id).where(Skill.name_key == name.casefold()))


def skills_asked(ticket: Ticket) -> dict[int, str]:
    """Id and name of each skill that its kind, its service or what it is about asks for."""
    about = or_(
        AskedSkill.kind == ticket.kind,
        AskedSkill.service_id == ticket.service_id,
        AskedSkill.topic_id.in_({ticket.topic_id} - {None}),
    )
    rows = select(Skill.id, Skill.name).join(AskedSkill, AskedSkill.skill_id == Skill.id)
    rows = rows.where(about, Skill.is_retired.is_(False)).distinct()
    return {id_: name for id_, name in db.execute(rows.order_by(Skill.id))}


def skilled(member_ids: Collection[int], asked: Collection[int]) -> set[int]:
    """Those of them who have every skill that is asked for."""
    rows = select(MemberSkill.member_id, MemberSkill.skill_id)
    rows = rows.where(MemberSkill.member_id.in_(member_ids), MemberSkill.skill_id.in_(asked))
    have: dict[int, set[int]] = {}
    for member_id, skill_id in db.execute(rows):
        have.setdefault(member_id, set()).add(skill_id)
    return {member_id for member_id, held in have.items() if held >= set(asked)}


def holders_of() -> dict[int, list[tuple[int, str]]]:
    """Skill -> id and name of those at the desk who have it."""
    rows = select(MemberSkill.skill_id, Member.id, Member.name)
    rows = rows.join(Member, Member.id == MemberSkill.member_id)
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))
    found: dict[int, list[tuple[int, str]]] = {}
    for skill_id, member_id, name in db.execute(rows.order_by(Member.name, Member.id)):
        found.setdefault(skill_id, []).append((member_id, name))
    return found


def asked_by(kinds: dict[str, str]) -> dict[int, list[tuple[str, str]]]:
    """Skill -> what asks for it, as the form names it and in words; `kinds` are their labels."""
    rows: Any = select(AskedSkill, Service.name, Topic.name)
    rows = rows.outerjoin(Service, Service.id == AskedSkill.service_id)
    rows = rows.outerjoin(Topic, Topic.id == AskedSkill.topic_id).order_by(AskedSkill.id)
    found: dict[int, list[tuple[str, str]]] = {}
    for one, service, topic in db.execute(rows):
        words = service or topic or kinds.get(one.kind, one.kind)
        found.setdefault(one.skill_id, []).append((_where(one), words))
    return found


def given_to(ticket_id: int) -> Given | None:
    """Why it was given to whom, when the rota did that."""
    rows = select(Given).where(Given.ticket_id == ticket_id)
    return db.scalar(rows.options(joinedload(Given.member).lazyload("*")))


def _where(one: AskedSkill) -> str:
    if one.service_id is not None:
        return f"service:{one.service_id}"
    return f"topic:{one.topic_id}" if one.topic_id is not None else f"kind:{one.kind}"
