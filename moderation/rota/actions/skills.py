"""Keeping the list of skills: who has one, and what asks for one. Each change is audited."""

from typing import Any

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.rota import queries
from moderation.rota.models import AskedSkill, MemberSkill, Skill

ONLY_MANAGERS = "Only managers and administrators keep the list of skills."
KNOWN = "There is a skill of this name already."
NOT_AT_DESK = "Choose somebody who works at the desk."


def add_skill(name: str, *, by: Member) -> None:
    _require(by)
    if not insert_once(Skill, name=name, name_key=name.casefold(), is_retired=False):
        raise Conflict(KNOWN)
    audit.record("skill added", by=by.id, reason=name)


def rename(skill: Skill, name: str, *, by: Member) -> None:
    """Tickets that were given before keep the name it had then."""
    _require(by)
    if skill.name == name:
        return
    refuse_known(name, but=skill.id)

    skill.name, skill.name_key = name, name.casefold()
    audit.record("skill renamed", by=by.id, reason=f"skill {skill.id}")


def refuse_known(name: str, *, but: int | None = None) -> None:
    """Raises Conflict when another skill has this name already."""
    if queries.skill_called(name) not in (None, but):
        raise Conflict(KNOWN)


def retire(skill: Skill, wanted: bool, *, by: Member) -> None:
    """Nothing asks for it any more, until it is taken up again."""
    _require(by)
    if skill.is_retired == wanted:
        return
    skill.is_retired = wanted
    audit.record("skill retired" if wanted else "skill taken up", by=by.id, reason=f"{skill.id}")


def hold(skill: Skill, member: Member, wanted: bool, *, by: Member) -> None:
    """Somebody has it, or has it no more."""
    _require(by)
    if wanted and not works_at_desk(member):
        raise Invalid(NOT_AT_DESK, {"person": NOT_AT_DESK})
    key = {"member_id": member.id, "skill_id": skill.id}
    if _set(MemberSkill, key, wanted):
        deed = "skill given" if wanted else "skill taken off"
        audit.record(deed, by=by.id, person_id=member.id, reason=f"skill {skill.id}")


def ask_for(skill: Skill, where: dict[str, Any], wanted: bool, *, by: Member) -> None:
    """Tickets of a kind, a service or a topic ask for it, or do no more."""
    _require(by)
    key = {"kind": None, "service_id": None, "topic_id": None} | where | {"skill_id": skill.id}
    if _set(AskedSkill, key, wanted):
        deed = "skill asked for" if wanted else "skill not asked for"
        audit.record(deed, by=by.id, reason=f"skill {skill.id} {where}")


def _set(table: Any, key: dict[str, Any], wanted: bool) -> bool:
    """Whether that changed anything."""
    if wanted:
        return insert_once(table, **key)
    said = {name: value for name, value in key.items() if value is not None}
    here = [getattr(table, name) == value for name, value in said.items()]
    return bool(db.execute(delete(table).where(*here).returning(table.skill_id)).all())


def _require(by: Member) -> None:
    if not manages(by):
        raise Refused(ONLY_MANAGERS)
