"""What search plugs in."""

from datetime import timedelta

from forum.accounts.events import NameChanged, RoleChanged
from forum.alerts.events import AlertEvent
from forum.articles.events import ArticleEvent
from forum.ideas.events import IdeaHidden, IdeaProposed, IdeaReleased
from forum.kernel.tasks import Every
from forum.people.events import FindingSwitched
from forum.threads.events import AnswerAccepted, AnswerUnaccepted, ThreadEvent
from search import checks, models, reactions, tasks
from search.access import ACCESS
from search.api import search_api
from search.similar import finder
from search.views import search

__all__ = ["ACCESS", "models"]

PAGES = [search]

API = [search_api]

REACTIONS = {
    AnswerAccepted: [reactions.read_helper_again],
    AnswerUnaccepted: [reactions.read_helper_again],
    AlertEvent: [reactions.read_alert_again],
    ArticleEvent: [reactions.read_article_again],
    IdeaProposed: [reactions.read_idea_again],
    IdeaReleased: [reactions.read_idea_again],
    IdeaHidden: [reactions.read_idea_again],
    FindingSwitched: [reactions.read_person_again],
    NameChanged: [reactions.read_person_again],
    RoleChanged: [reactions.read_person_again],
    ThreadEvent: [reactions.read_thread_again],
}

PROJECTIONS = {"search": tasks.rebuild}

SCHEDULE = {
    "search.drain": Every(timedelta(minutes=1), tasks.refresh),
    "search.look_again": Every(timedelta(minutes=10), tasks.look_again),
}

PLANNED = {
    "search.refresh": tasks.refresh,
    "search.mend": tasks.mend,
}

CATCH_UP = [tasks.look_again]

BEGIN_ANEW = [tasks.begin_anew]

SIMILAR = {
    "article": finder("article"),
    "idea": finder("idea"),
    "thread": finder("thread"),
}

CHECKS = {"search index": checks.index_and_database}

HEALTH = {"search": checks.health}

OBSERVED = {"search_trouble": tasks.plan_mending}
