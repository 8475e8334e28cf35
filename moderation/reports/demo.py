"""A few reports for the demo town: two that wait, one dismissed, one that paused an account."""

from sqlalchemy import Select, select

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.db import db, writing
from forum.threads.models import Answer
from forum.threads.policy import Post
from moderation.reports import actions, queries
from moderation.reports.actions import Reporter, Statement
from moderation.reports.models import Report
from moderation.reports.reasons import NO_RULE, Deed
from moderation.sanctions import actions as sanctions

LEFT = (
    "The answer says that the office was slow. That is an opinion about the council, and people "
    "may have it here. It names nobody, so it keeps the rules."
)
PAUSED = (
    "You wrote to several people here and called them names after we had warned you. People have "
    "to be able to ask without being afraid of that."
)
WAITING = (
    ("person", "The second sentence says where somebody lives."),
    ("wrong", "The opening hours are those of last year."),
)


def load() -> None:
    """Needs the threads and the people of the demo town; does nothing without them."""
    with writing():
        moderator = db.scalar(
            select(Member).where(Member.role == Role.MODERATOR).order_by(Member.id)
        )
        if moderator is None or db.scalar(select(Report.id).limit(1)):
            return
        posts = db.scalars(_answers()).all()
        for post, (reason, body) in zip(posts[:2], WAITING, strict=False):
            _report(post, reason, body)
        for post in posts[2:3]:
            _leave(post, moderator)
        _keep_pauses_in_step(moderator)


def _answers() -> Select[Answer]:
    by_citizens = select(Answer).join(Member, Member.id == Answer.author_id)
    by_citizens = by_citizens.where(Member.role == Role.CITIZEN, Answer.state == "visible")
    return by_citizens.order_by(Answer.id.desc()).limit(3)


def _report(post: Post, reason: str, body: str) -> Report:
    """By somebody who did not write it."""
    others = select(Member).where(Member.role == Role.CITIZEN, Member.id != post.author_id)
    neighbour = db.scalars(others.order_by(Member.id).limit(1)).one()
    by = Reporter(f"demo {neighbour.id}", neighbour)
    made, _ = actions.report(post, by=by, reason=reason, body=body)
    return made


def _leave(post: Post, moderator: Member) -> None:
    made = _report(post, "rude", "This is not fair to the people in the office.")
    case = queries.locked_case(made.case_id)
    statement = Statement(NO_RULE, LEFT)
    actions.decide(case, post, Deed.DISMISS, by=moderator, statement=statement)


def _keep_pauses_in_step(moderator: Member) -> None:
    """Whoever the town has paused gets the sanction that says why."""
    paused = select(Member).where(Member.suspended_until.is_not(None)).order_by(Member.id)
    for member in db.scalars(paused).all():
        until = member.suspended_until
        sanctions.impose(member.id, "suspend", by=moderator, statement=PAUSED, until=until)
