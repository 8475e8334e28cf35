"""What staff do with articles; nothing of a private ticket comes into one without a look at it."""

from collections.abc import Sequence
from datetime import date

from forum.accounts.models import Member
from forum.articles import actions
from forum.articles.actions import Draft, Source
from forum.articles.models import Article
from forum.articles.states import State
from forum.kernel.errors import Refused
from forum.threads.passages import NOTHING, Confirmed
from moderation.helpdesk.actions import why_unread
from moderation.helpdesk.actions.publishing import keep_confirmed, look_through
from moderation.helpdesk.models import Message, Ticket
from moderation.knowledge import queries

LOOKED_AT_FIRST = (
    "A colleague looks at your first answers before everybody reads them. Leave this as a draft, "
    "and ask a colleague to publish it."
)


def write(draft: Draft, *, by: Member, sources: Sequence[Source] = ()) -> Article:
    """From public answers, or from nothing."""
    return actions.write_article(draft, by=by, sources=sources)


def write_from_ticket(
    draft: Draft, message: Message, ticket: Ticket, *, by: Member, confirmed: Confirmed = NOTHING
) -> Article:
    """From an answer that only the person has read, in words of its own."""
    found = look_through(ticket, words_of(draft), confirmed)
    sources = queries.sources_of(message, ticket)
    article = actions.write_article(draft, by=by, sources=sources)
    keep_confirmed(message, found, confirmed, by=by)
    return article


def change(
    article: Article,
    draft: Draft,
    *,
    by: Member,
    revision: int,
    confirmed: Confirmed = NOTHING,
) -> None:
    """Other words; those of an article that came from a ticket are looked at again."""
    if article.state == State.PUBLISHED:
        _refuse_unread(by)
    for ticket, message in queries.tickets_behind(article.id, lock=True):
        found = look_through(ticket, words_of(draft), confirmed)
        keep_confirmed(message, found, confirmed, by=by)
    actions.change_article(article, draft, by=by, revision=revision)


def move(article: Article, state: State, *, by: Member) -> None:
    """Everybody reads it, or nobody any more."""
    if state == State.PUBLISHED:
        _refuse_unread(by)
    actions.move_article(article, state, by=by)


def check(article: Article, *, by: Member, until: date | None = None) -> None:
    actions.check_article(article, by=by, until=until)


def name_sources(article: Article, sources: Sequence[Source], *, by: Member) -> None:
    """It was made from these too."""
    actions.name_sources(article, sources, by=by)


def words_of(draft: Draft) -> str:
    """Everything of it that somebody reads."""
    return f"{draft.title}\n\n{draft.brief.in_short}\n\n{draft.body.source}"


def _refuse_unread(by: Member) -> None:
    if why_unread(by.id):
        raise Refused(LOOKED_AT_FIRST)
