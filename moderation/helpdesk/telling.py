"""Everything the page of one ticket shows, read in a fixed number of queries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup

from forum.accounts.models import Member
from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.text import publish_text, shown
from forum.services.hours import ALWAYS_OPEN, Calendar
from forum.threads.briefs import checked_words, says_more
from forum.threads.models import Thread
from forum.threads.queries import SUBJECTS
from moderation.helpdesk import policy, queries
from moderation.helpdesk.kinds import Kind
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.promises import Clock
from moderation.helpdesk.showing import NOTHING_PROMISED, Explained, explained
from moderation.helpdesk.states import CITIZEN_LABELS, SENTENCES, State
from moderation.helpdesk.wording import why_words

LEADS = {
    State.WAITING_CITIZEN: "Write to us below. Until then the clock of our promise stands still.",
    State.ANSWERED: "Tell us whether it is solved.",
    State.RESOLVED: "If it comes back, write to us here and it is open again.",
    State.CLOSED_UNRESOLVED: "If that is wrong, write to us here and it is open again.",
    State.WITHDRAWN: "If you need it again, write to us here and it is open again.",
}
NOTHING_TO_DO = "You do not need to do anything."


@dataclass(frozen=True)
class Told:
    """`clocks` are those of our first reply, the later ones and the answer; the headline is the one
    that matters now.
    """

    ticket: Ticket
    kind: Kind
    state: State
    clocks: list[Explained]
    headline: Explained
    messages: Sequence[Message]
    thread: Thread | None
    answer_id: int | None
    answer_path: str
    member: Member | None
    steps: list[tuple[str, str, str]]
    hours: Calendar

    @property
    def why(self) -> str:
        """Why the desk has it: the rule that came true, or who brought it."""
        return why_words(self.ticket.trigger, self.ticket.rule_threshold, self.hours)

    @property
    def label(self) -> str:
        return CITIZEN_LABELS[self.state]

    @property
    def sentence(self) -> str:
        return SENTENCES[self.state]

    @property
    def lead(self) -> str:
        return LEADS.get(self.state, NOTHING_TO_DO)

    @property
    def closing(self) -> str:
        """Whom to turn to, once we have answered or closed it."""
        has_ended = self.state in (State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED)
        return self.kind.closing if has_ended else ""

    @property
    def may_withdraw(self) -> bool:
        return self.ticket.is_live and self.state != State.ANSWERED

    @property
    def may_say_outcome(self) -> bool:
        """The person, or whoever holds the ticket's key; nobody at the desk says it for them."""
        is_staff = policy.works_at_desk(self.member) and not policy.is_opener(
            self.member, self.ticket
        )
        return self.state == State.ANSWERED and self.answer_id is None and not is_staff

    @property
    def joined_with(self) -> str | None:
        """The reference of the ticket it was joined with, for those who may see that one."""
        return queries.joined_with(self.ticket, to=self.member)

    @property
    def may_write(self) -> bool:
        return self.state != State.MERGED or self.ticket.merged_into_id is not None

    @property
    def question(self) -> Markup:
        """The text of the thread it came from."""
        return shown(self.thread.html) if self.thread else Markup()

    def body_of(self, message: Message) -> Markup:
        return shown(message.html)

    def brief_of(self, message: Message) -> tuple[str, bool, str]:
        """What an answer says in short, whether it says more than that, and how long it holds."""
        more = says_more(message.in_short, publish_text(message.html))
        held = checked_words(message.checked_on, message.true_until)
        return (message.in_short or "", more, held)

    def is_mine(self, message: Message) -> bool:
        """Without an account, everything that is not from staff is one's own."""
        if self.member is None or message.author_id is None:
            return not message.is_from_staff
        return message.author_id == self.member.id


def told(
    ticket: Ticket,
    *,
    to: Member | None,
    zone: ZoneInfo,
    messages: Sequence[Message] | None = None,
) -> Told:
    """`messages` are those the desk has read; else there are those the person may read."""
    log = queries.log_of(ticket.id)
    in_order = queries.clocks_of(ticket.id, explained=True)
    clocks = [explained(clock, log, zone=zone) for clock in in_order]
    messages = queries.conversation(ticket.id) if messages is None else messages
    answer_id = max((m.answer_id for m in messages if m.answer_id), default=None)
    return Told(
        ticket=ticket,
        kind=queries.kind_of(ticket.kind),
        state=State(ticket.state),
        clocks=clocks,
        headline=_headline(clocks, in_order),
        messages=messages,
        thread=queries.thread_of(ticket, to=to),
        answer_id=answer_id,
        answer_path=SUBJECTS["answer"].urls([answer_id])[answer_id] if answer_id else "",
        member=to,
        steps=_steps(ticket, in_order, partial(day, zone=zone, now=now())),
        hours=in_order[0].promised.calendar if in_order else ALWAYS_OPEN,
    )


def _headline(clocks: Sequence[Explained], read: Sequence[Clock]) -> Explained:
    """The first promise that is not met yet; the last one when all are."""
    if not clocks:
        return Explained(NOTHING_PROMISED, [])
    pairs = zip(clocks, read, strict=True)
    return next((shown for shown, clock in pairs if clock.met_at is None), clocks[-1])


def _steps(
    ticket: Ticket, clocks: Sequence[Clock], when: Callable[[datetime], str]
) -> list[tuple[str, str, str]]:
    """Done, now or later; each with its name and the day it was reached."""
    met = [clock.met_at for clock in clocks] or [None]
    answered_at = met[-1] or ticket.closed_at
    reached = [
        (_("You wrote to us"), ticket.opened_at),
        (_("First answer"), met[0] or answered_at),
        (_("The whole answer"), answered_at),
        (_("You tell us if it worked"), ticket.closed_at),
    ]
    open_steps = [name for name, at in reached if at is None]
    return [
        ("done", name, when(at)) if at else ("now" if name == open_steps[0] else "later", name, "")
        for name, at in reached
    ]
