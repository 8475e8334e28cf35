"""The kinds of things that can be found: a room that brings a new one adds one line here."""

from search.documents import Kind
from search.kinds.articles import ARTICLES
from search.kinds.board import ALERTS, IDEAS
from search.kinds.people import PEOPLE
from search.kinds.places import SERVICES, TOPICS
from search.kinds.threads import THREADS

KINDS: dict[str, Kind] = {
    "thread": THREADS,
    "article": ARTICLES,
    "idea": IDEAS,
    "alert": ALERTS,
    "topic": TOPICS,
    "service": SERVICES,
    "person": PEOPLE,
}

__all__ = ["KINDS"]
