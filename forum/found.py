"""What of the forum can be found from outside: a reviewed line for each page engines may keep.

Every page that is not named in FOUND says `noindex`: what is held, somebody's own, or endless.
"""

from forum.alerts import subjects as alerts
from forum.articles import subjects as articles
from forum.home.found import pages
from forum.ideas.queries import PUBLIC_IDEAS
from forum.kernel.found import Listing
from forum.services import subjects as services
from forum.threads.queries import PUBLIC_THREADS, PUBLIC_TOPICS

FOUND: list[str] = [
    *("home.front", "home.about", "home.accessibility", "home.help_page", "home.text"),
    "design.asset",
    *("alerts.index", "alerts.show", "services.index", "services.show"),
    *("articles.index", "articles.show", "people.ladder"),
    *("inside.announced", "inside.show", "advisory.index", "advisory.show"),
    *("rounds.index", "rounds.show"),
    *("ideas.index", "ideas.show"),
    *("threads.index", "threads.show", "threads.tag", "threads.topic"),
]

SITEMAP: dict[str, Listing] = {
    "alerts": alerts.PUBLIC,
    "articles": articles.PUBLIC,
    "ideas": PUBLIC_IDEAS,
    "pages": pages(),
    "services": services.PUBLIC,
    "threads": PUBLIC_THREADS,
    "topics": PUBLIC_TOPICS,
}

ROBOTS: list[str] = ["/api/", "/follow"]
