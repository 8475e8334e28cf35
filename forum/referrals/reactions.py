"""What follows for a referral when an address is proved, or a question is solved or no longer."""

from sqlalchemy import select

from forum.accounts.events import EmailVerified
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.referrals.actions import accept_referral, settle_referral
from forum.threads.events import (
    AnswerAccepted,
    AnswerUnaccepted,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
)
from forum.threads.models import Thread

here = serves(Origin.LIVE, Origin.DEMO)


@here
def accept_whoever_came(event: EmailVerified) -> None:
    accept_referral(event.member_id)


@here
def look_at_asker(event: AnswerAccepted | AnswerUnaccepted) -> None:
    settle_referral(event.asker_id)


@here
def look_at_question(event: PostDeleted | PostHidden | PostRestored | PostUnhidden) -> None:
    """A question or an answer shows no longer, or again."""
    if asker_id := db.scalar(select(Thread.author_id).where(Thread.id == event.thread_id)):
        settle_referral(asker_id)
