"""The official reply: short first, then the details; every version is kept."""

from flask_babel import gettext as _
from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.actions.changing import change_idea, hold, named
from forum.ideas.events import IdeaReplied
from forum.ideas.models import LONGEST_SUMMARY, Idea, OfficialReply
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.events import publish
from forum.kernel.text import RENDERER_VERSION
from forum.kernel.written import Written

NOTHING_MORE = Written("", "", RENDERER_VERSION)
TOO_LONG = "The summary has room for %(most)s letters. The details have room for more."


def reply(
    idea: Idea,
    *,
    by: Member | None,
    summary: str,
    details: Written | None = None,
    department: str = "",
    move_id: int | None = None,
) -> OfficialReply:
    """The next version of it; the same words again change nothing. The caller has judged who may.

    `by` is None when a department replies and nobody in person; `move_id` is the decision that it
    explains, if it explains one.
    """
    hold(idea)
    if len(summary) > LONGEST_SUMMARY:
        said = _(TOO_LONG, most=LONGEST_SUMMARY)
        raise Invalid(said, {"summary": said})
    more = details or NOTHING_MORE
    before = latest_reply(idea.id)
    if before and (before.summary, before.body) == (summary, more.source):
        return before

    written = _write(idea, before, by, summary, more, department)
    change_idea(idea)
    by_id = by.id if by else None
    publish(IdeaReplied(**named(idea, by=by_id, number=written.number, move_id=move_id)))
    return written


def _write(
    idea: Idea,
    before: OfficialReply | None,
    by: Member | None,
    summary: str,
    said: Written,
    department: str,
) -> OfficialReply:
    written = OfficialReply(
        idea_id=idea.id,
        number=before.number + 1 if before else 1,
        summary=summary,
        body=said.source,
        html=said.html,
        renderer=said.renderer,
        department=department or (by.team if by else None) or "Policy team",
        author_id=by.id if by else None,
    )
    db.add(written)
    return written


def latest_reply(idea_id: int) -> OfficialReply | None:
    rows = select(OfficialReply).where(OfficialReply.idea_id == idea_id)
    return db.scalar(rows.order_by(OfficialReply.number.desc()).limit(1))
