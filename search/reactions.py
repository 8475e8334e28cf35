"""What happens in the forum makes documents of the index stale."""

from forum.accounts.events import NameChanged, RoleChanged
from forum.alerts.events import AlertEvent
from forum.articles.events import ArticleEvent, ArticleJudged
from forum.ideas.events import IdeaHidden, IdeaProposed, IdeaReleased
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.people.events import FindingSwitched
from forum.people.queries import is_found
from forum.threads.events import (
    AnswerAccepted,
    AnswerCommented,
    AnswerThanked,
    AnswerUnaccepted,
    PostVoted,
    QuestionDeflected,
    SharedProblem,
    SharedProblemWithdrawn,
    ThanksWithdrawn,
    ThreadEvent,
)
from forum.threads.models import Thread
from search import actions
from search.kinds.threads import MOST_ANSWERS

# What changes no word that can be found.
SILENT = (AnswerCommented, QuestionDeflected, SharedProblem, SharedProblemWithdrawn)
# What only changes which answers are the best: that matters where there are too many of them.
ORDERING = (PostVoted, AnswerThanked, ThanksWithdrawn)


@serves(Origin.LIVE, Origin.DEMO)
def read_thread_again(event: ThreadEvent) -> None:
    """The question, an answer, or what becomes of them changed: the index reads it again."""
    if isinstance(event, SILENT) or (isinstance(event, ORDERING) and not _is_crowded(event)):
        return
    actions.mark_stale("thread", [event.thread_id])


@serves(Origin.LIVE, Origin.DEMO)
def read_idea_again(event: IdeaProposed | IdeaReleased | IdeaHidden) -> None:
    """A support or a decision changes no word that can be found."""
    actions.mark_stale("idea", [event.idea_id])


@serves(Origin.LIVE, Origin.DEMO)
def read_alert_again(event: AlertEvent) -> None:
    actions.mark_stale("alert", [event.alert_id])


@serves(Origin.LIVE, Origin.DEMO)
def read_article_again(event: ArticleEvent) -> None:
    """Whom it helped changes no word that can be found."""
    if not isinstance(event, ArticleJudged):
        actions.mark_stale("article", [event.article_id])


@serves(Origin.LIVE, Origin.DEMO)
def read_person_again(event: FindingSwitched | NameChanged | RoleChanged) -> None:
    actions.mark_stale("person", [event.member_id])


@serves(Origin.LIVE, Origin.DEMO)
def read_helper_again(event: AnswerAccepted | AnswerUnaccepted) -> None:
    """What somebody helps with is what their solutions are about."""
    if is_found(event.helper_id):
        actions.mark_stale("person", [event.helper_id])


def _is_crowded(event: ThreadEvent) -> bool:
    return db.get_one(Thread, event.thread_id).answer_count > MOST_ANSWERS
