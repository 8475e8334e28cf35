"""Beginning at the desk: what one reads and looks at, and answers that a colleague reads."""

from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.written import Written
from forum.threads.briefs import Brief, brief_of, today
from forum.threads.passages import NOTHING, Confirmed
from moderation.beginners import policy, queries
from moderation.beginners.events import FirstAnswerReviewed
from moderation.beginners.models import FirstAnswer, StartItem
from moderation.beginners.wording import CHANGES, FIRST_ANSWERS, SENT, TOUR, WAITS
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, claim, named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.macros.actions import refer, require_pointing
from moderation.macros.models import OutsideBody
from moderation.settings.changes import CHANGED_MEANWHILE
from moderation.staff.models import StaffStart
from moderation.staff.queries import is_under_review

ONLY_MANAGERS = "Only managers say who begins, and who answers alone."
NOT_ONESELF = "Another manager says that you answer alone."
NOT_AT_DESK = "Choose somebody who works at the desk."
NO_ITEM = "There is no such line on the list."
ONE_WAITS = "An answer to this ticket waits for a colleague already."
NOT_YOU = "Somebody else reads this answer: not whoever wrote it, and nobody who is new as well."
READ_ALREADY = "A colleague has read this answer already."
SAY_WHAT = "Say what should be different."


def begin(member: Member, *, by: Member) -> None:
    """From now on a colleague reads their first five answers. Twice is harmless."""
    if not manages(by):
        raise Refused(ONLY_MANAGERS)
    if not works_at_desk(member):
        raise Invalid(NOT_AT_DESK, {"person": NOT_AT_DESK})
    begun = {"begun_at": now(), "answers_left": FIRST_ANSWERS}
    if insert_once(StaffStart, member_id=member.id, **begun):
        audit.record("start list begun", by=by.id, person_id=member.id)


def let_answer(start: StaffStart, *, by: Member) -> None:
    """A manager has seen enough: they answer alone from now on."""
    if not manages(by):
        raise Refused(ONLY_MANAGERS)
    if start.member_id == by.id:
        raise Refused(NOT_ONESELF)
    if start.answers_left == 0:
        return
    start.answers_left = 0
    audit.record("answers alone", by=by.id, person_id=start.member_id)


def read_policy(start: StaffStart, version: int) -> None:
    """They have read the house rules as they stand. Raises Conflict when those changed since."""
    if version != queries.policy_version():
        raise Conflict(CHANGED_MEANWHILE)
    start.policy_version, start.policy_read_at = version, now()


def look_at(start: StaffStart, item: str) -> None:
    if item not in TOUR:
        raise Invalid(NO_ITEM)
    insert_once(StartItem, member_id=start.member_id, item=item, done_at=now())


def propose_answer(
    ticket: Ticket,
    answer: OfficialAnswer,
    *,
    by: Member,
    points_to: OutsideBody | None = None,
) -> None:
    """The answer of somebody new waits for a colleague; the same showing of the form waits once."""
    if not works_at_desk(by):
        raise Refused("Only the desk answers tickets.")
    claim(ticket, by=by)
    body, brief = answer.body, answer.brief_on(ticket)
    said = {"body": body.source, "html": body.html, "renderer": body.renderer}
    about = {"ticket_id": ticket.id, "author_id": by.id, "is_public": answer.public}
    state = {"state": WAITS, "remark": "", "written_at": now(), "nonce": answer.nonce}
    more = {"in_short": brief.in_short, "true_until": brief.true_until}
    more |= {"unfinished": answer.unfinished, "points_to_id": points_to and points_to.id}
    row = {**about, **said, **more, **state, "confirmed": dict(answer.confirmed)}
    if _came_before(ticket, row):
        return
    if not insert_once(FirstAnswer, **row):
        raise Conflict(ONE_WAITS)
    ticket.version += 1


def propose_referral(
    ticket: Ticket,
    body: OutsideBody,
    *,
    by: Member,
    text: Written,
    brief: Brief | None = None,
    confirmed: Confirmed = NOTHING,
) -> None:
    """The same for what somebody new writes to say who else answers for it."""
    require_pointing(ticket, body, by=by)
    if not ticket.is_live:
        return
    months = ticket.service.true_months
    opens = brief or brief_of("", text, or_begins=True, months=months)
    said: dict[str, Any] = {"public": brief is not None, "confirmed": confirmed}
    propose_answer(ticket, OfficialAnswer(text, brief=opens, **said), by=by, points_to=body)


def say_yes(answer: FirstAnswer, *, by: Member) -> None:
    """It goes out in the name of whoever wrote it. Twice is harmless."""
    _require(answer, by)
    if answer.state == SENT:
        return
    _still_waits(answer)
    _read(answer, SENT, by)
    if answer.ticket.assignee_id == by.id:
        answer.ticket.lease_until = None  # whoever claimed it to read this lets it go
    _send(answer)
    start = queries.locked_start(answer.author_id)
    start.answers_left = max(0, start.answers_left - 1)


def _send(answer: FirstAnswer) -> None:
    body = Written(answer.body, answer.html, answer.renderer)
    brief = Brief(answer.in_short, today(), answer.true_until)
    if answer.points_to is not None:
        opens = brief if answer.is_public else None
        how: dict[str, Any] = {"confirmed": answer.confirmed, "is_reviewed": True}
        refer(answer.ticket, answer.points_to, by=answer.author, text=body, brief=opens, **how)
        return
    official = OfficialAnswer(
        body,
        public=answer.is_public,
        brief=brief,
        confirmed=answer.confirmed,
        unfinished=answer.unfinished,
        nonce=answer.nonce,
        is_reviewed=True,
    )
    answer_ticket(answer.ticket, official, by=answer.author)


def ask_for_changes(answer: FirstAnswer, *, by: Member, remark: str) -> None:
    """It goes back to whoever wrote it, who writes it anew."""
    _require(answer, by)
    if answer.state == CHANGES:
        return
    _still_waits(answer)
    if not remark:
        raise Invalid(SAY_WHAT, {"remark": SAY_WHAT})
    answer.remark = remark
    _read(answer, CHANGES, by)


def _came_before(ticket: Ticket, row: dict[str, Any]) -> bool:
    """The same words of the same showing of the form. With other words it is another answer, which
    needs no nonce: the showing has had its own.
    """
    known = queries.proposed_with(row["nonce"])
    if known is None:
        return False
    row["nonce"] = None
    return (known.ticket_id, known.body) == (ticket.id, row["body"])


def _require(answer: FirstAnswer, by: Member) -> None:
    if not policy.may_review(by, answer, is_new=is_under_review(by.id)):
        raise Refused(NOT_YOU)


def _still_waits(answer: FirstAnswer) -> None:
    if answer.state != WAITS:
        raise Conflict(READ_ALREADY)


def _read(answer: FirstAnswer, state: str, by: Member) -> None:
    answer.state, answer.reviewer_id, answer.reviewed_at = state, by.id, now()
    db.flush()
    told = named(answer.ticket, first_answer_id=answer.id, outcome=state)
    publish(FirstAnswerReviewed(actor_id=by.id, **told))
