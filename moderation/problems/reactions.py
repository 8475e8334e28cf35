"""What follows from problems for new tickets, and who is mailed the news."""

from forum.follows.queries import followers_of
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.mail import owe
from forum.kernel.tasks import plan
from forum.mail_follows.queries import readers_of
from moderation.helpdesk.events import TicketOpened
from moderation.helpdesk.models import Ticket
from moderation.problems import actions, queries
from moderation.problems.events import ProblemMoved, ProblemTold
from moderation.problems.models import Problem, ProblemUpdate
from moderation.problems.states import State

CHUNK = 500
TELL_MORE = "problems.tell_more"
READERS, MEMBERS = "reader", "member"


def link_new(event: TicketOpened) -> None:
    """Twice is harmless: what is linked stays linked."""
    actions.link_new_ticket(db.get_one(Ticket, event.ticket_id))


def tell_followers(event: ProblemTold | ProblemMoved) -> None:
    """Whoever waits for its news hears what everybody may read, and that it is solved."""
    if _is_news(event):
        for who in (MEMBERS, READERS):
            tell_some(event.event_id, event.problem_id, who, after=0)


def _is_news(event: ProblemTold | ProblemMoved) -> bool:
    if not db.get_one(Problem, event.problem_id).is_public:
        return False
    if isinstance(event, ProblemMoved):
        return event.state == State.SOLVED and not queries.was_put_back(event.problem_id)
    return bool(db.get_one(ProblemUpdate, event.update_id).public_body)


def tell_some(event_id: int, problem_id: int, who: str, *, after: int) -> None:
    """One chunk of them; it plans the next."""
    ask = followers_of if who == MEMBERS else readers_of
    waiting = ask(problem_id, after=after, most=CHUNK + 1)
    for id_ in waiting[:CHUNK]:
        kind = f"problem_news_{who}"
        owe(kind, event_id=event_id, recipient=f"{who}:{id_}", subject_id=problem_id)
    if len(waiting) > CHUNK:
        last = waiting[CHUNK - 1]
        facts = {"event_id": event_id, "problem_id": problem_id, "who": who, "after": last}
        plan(TELL_MORE, f"{event_id}:{who}:{last}", at=now(), **facts)
