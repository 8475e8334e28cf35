"""What of the forum's rows goes with a person, and what of theirs has to stay while it is held.

What they wrote in public stays, under no name; pictures go by `uploads.forget_unused`.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, or_, select, update

from forum.accounts.models import (
    Advocacy,
    ApiToken,
    Code,
    Member,
    RecoveryCode,
    SecondStep,
    SignIn,
    Standing,
)
from forum.advisory.actions import forget_member
from forum.ballots.actions import take_back_papers
from forum.drafts.models import Draft
from forum.follows.models import Follow
from forum.hats.models import HatGrant, WornHat
from forum.helping.actions import empty_messages_of, end_all_of
from forum.helping.queries import keeps_messages_of
from forum.ideas.models import Idea
from forum.integrity.models import NetworkSeen
from forum.kernel import holding
from forum.kernel.db import SILENT, db
from forum.notifications.models import Notice, Preference
from forum.people.actions import be_found_no_longer
from forum.recognition.models import (
    BadgeGiven,
    ListedHelper,
    QuietPerson,
    ThankYouNote,
    YearLookedAt,
)
from forum.referrals.actions import forget_member as forget_referrals_of
from forum.reputation.models import RungHold, WindowPause
from forum.rounds.actions import forget_questions_of
from forum.surveys.actions import forget_answers_of
from forum.threads.models import Answer, Comment, Thread, ThreadRead
from forum.topics.models import Topic

ONLY_THEIRS = (
    *(ApiToken, Code, RecoveryCode, SecondStep, SignIn, Standing),
    *(Draft, Follow, NetworkSeen, Notice, Preference, ThreadRead),
    *(Advocacy, RungHold, WindowPause),
    *(BadgeGiven, ListedHelper, QuietPerson, ThankYouNote, YearLookedAt),
    *(WornHat, HatGrant),  # what names the other goes first
)


def forget_what_is_only_theirs(member_id: int) -> None:
    """Whoever is covered by a hold is not erased; asked once more, where rows go."""
    holding.refuse_if_held(members=[member_id])
    for model in ONLY_THEIRS:
        db.execute(delete(model).where(model.member_id == member_id), execution_options=SILENT)


def leave_the_group(member_id: int) -> None:
    """Papers in open ballots go, those in closed ones are counted first and then destroyed."""
    take_back_papers(member_id)
    forget_member(member_id)


def be_found_no_more(member_id: int) -> None:
    be_found_no_longer(db.get_one(Member, member_id))


def show_their_posts_anew(member_id: int) -> None:
    """Pages that were kept with their name are made once more."""
    threads = or_(
        Thread.author_id == member_id,
        *(
            Thread.id.in_(select(model.thread_id).where(model.author_id == member_id))
            for model in (Answer, Comment)
        ),
    )
    for model, theirs in ((Thread, threads), (Idea, Idea.author_id == member_id)):
        newer = update(model).where(theirs).values(version=model.version + 1)
        db.execute(newer, execution_options=SILENT)


def keeps_posts_of(member_id: int) -> bool:
    """Whether a hold covers a question, an answer, a comment or an idea of theirs."""
    return any(
        db.scalar(rows.limit(1)) is not None for rows in (_threads(member_id), _ideas(member_id))
    )


def _threads(member_id: int) -> Any:
    own = [
        select(model.thread_id).where(model.author_id == member_id) for model in (Answer, Comment)
    ]
    theirs = or_(Thread.author_id == member_id, *(Thread.id.in_(ids) for ids in own))
    return _held(Thread).where(theirs)


def _ideas(member_id: int) -> Any:
    return _held(Idea).where(Idea.author_id == member_id)


def _held(model: Any) -> Any:
    """Those that are covered themselves, or whose topic or service is."""
    rows = select(model.id).join(Topic, Topic.id == model.topic_id)
    covers = {"subject": model.id, "topic": model.topic_id, "service": Topic.service_id}
    return rows.where(~holding.is_free(**covers))


ERASURES: dict[str, Callable[[int], None]] = {
    "findable": be_found_no_more,
    "group": leave_the_group,
    "group messages": empty_messages_of,
    "looking after topics": end_all_of,
    "only theirs": forget_what_is_only_theirs,
    "invitations": forget_referrals_of,
    "posts": show_their_posts_anew,
    "rounds of questions": forget_questions_of,
    "surveys": forget_answers_of,
}
KEEPERS: list[Callable[[int], bool]] = [keeps_posts_of, keeps_messages_of]
