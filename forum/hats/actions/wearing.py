"""Saying an answer for a hat, and no longer."""

from typing import Any

from forum.accounts.models import Member
from forum.hats import policy
from forum.hats.actions.making import require_decider
from forum.hats.events import HatPutOn, HatTakenOff
from forum.hats.kinds import Why
from forum.hats.models import WornHat
from forum.hats.queries import are_on, own_grant, worn_now
from forum.hats.queries.worn import was_taken_off
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads.actions import touch
from forum.threads.models import Answer
from forum.threads.policy import is_visible

ONLY_OWN = "Only the person who wrote an answer can say for whom it is."
IS_GONE = "This answer was removed, so it is said for nobody."
NOT_NOW = "You cannot speak for them any more. Your answer stays as it is."
OTHER = "This answer is said for somebody else already. Take that off first."
TAKEN_OFF = "A hat was taken off this answer. Write a new answer if you want to speak for them."


def put_on(answer: Answer, grant_id: int, *, by: Member) -> None:
    """The author says for whom it is. The same one twice is harmless."""
    if by.id != answer.author_id:
        raise Refused(ONLY_OWN)
    if not (is_visible(answer) and is_visible(answer.thread)):
        raise Refused(IS_GONE)
    grant = own_grant(grant_id, to=by)
    hat = grant.hat
    if not (are_on() and grant.is_live_at(now()) and policy.may_speak_for(by, hat.kind)):
        raise Refused(NOT_NOW)
    if was_taken_off(answer.id):
        raise Refused(TAKEN_OFF)
    facts = {"member_id": by.id, "grant_id": grant.id, "name": hat.name, "since": now()}
    if not insert_once(WornHat, answer_id=answer.id, **facts):
        _refuse_other(answer.id, grant.id)
        return

    touch(answer.thread_id)
    publish(HatPutOn(hat_id=hat.id, **_about(answer, by.id)))


def take_off(answer: Answer, *, by: Member) -> None:
    """The author does not say it for anybody any more. Twice is harmless."""
    if by.id != answer.author_id:
        raise Refused(ONLY_OWN)
    _end(answer, by=by)


def take_off_for(answer: Answer, why: Why, *, by: Member | None) -> None:
    """A manager takes it off, or nobody does when it is true no longer; its author reads why."""
    if by is not None:
        require_decider(by)
    if _end(answer, by=by, why=why) and by is not None:
        audit.record(
            "take hat off", by=by.id, person_id=answer.author_id, subject_id=answer.id, reason=why
        )


def _end(answer: Answer, *, by: Member | None, why: Why | None = None) -> bool:
    worn = worn_now(answer.id)
    if worn is None:
        return False

    worn.ended_at, worn.why_ended = now(), why
    db.flush()
    touch(answer.thread_id)
    about = _about(answer, by.id if by else None)
    publish(HatTakenOff(hat_id=worn.grant.hat_id, why=why, **about))
    return True


def _refuse_other(answer_id: int, grant_id: int) -> None:
    worn = worn_now(answer_id)
    if worn is not None and worn.grant_id != grant_id:
        raise Refused(OTHER)


def _about(answer: Answer, actor_id: int | None) -> dict[str, Any]:
    place = {"thread_id": answer.thread_id, "answer_id": answer.id}
    return {"actor_id": actor_id, "helper_id": answer.author_id, **place}
