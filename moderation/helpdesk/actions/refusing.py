"""What is not brought to the desk, and by whom not: each refusal says what can be done instead."""

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.ideas.models import Idea
from forum.ideas.states import CLOSED
from forum.kernel.errors import Invalid, Refused
from forum.threads.models import Thread
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.stepping import refuse_while_steps_open
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.rules import ADVOCATE
from moderation.staff.queries import is_under_review

READ_BEFORE = (
    "A colleague looks at your first answers before they go out. Write yours on the page of the "
    "ticket, and it waits there."
)


def refuse_unless_open(thread: Thread) -> None:
    if not thread.is_visible:
        raise Refused("This question is not public any more. Contact the council in private.")
    if thread.is_solved:
        raise Refused(
            "This question is marked as solved. If it is not, take the solution back first."
        )


def refuse_unless_undecided(idea: Idea) -> None:
    if not idea.is_visible:
        raise Refused("This idea does not show. Contact the council in private.")
    if idea.stage in CLOSED:
        raise Refused("This idea is decided. If something is broken, ask a question about it.")


def refuse_unless_allowed(
    by: Member | None, allowed: str | None, reason: str, topic_id: int
) -> None:
    if allowed is None and by is not None and not by.may(Privilege.ASK):
        raise Refused("Your account cannot do this now. You can contact the council in private.")
    if allowed is None:
        raise Refused(
            "Only the person who wrote it can bring this to the council. Press “Me too”, or "
            "support the idea: when it becomes a ticket, we tell you the outcome."
        )
    if allowed == ADVOCATE and not queries.rule_in(ADVOCATE, topic_id).is_on:
        raise Refused("Bringing other people’s questions to the council is switched off here.")
    if allowed == ADVOCATE and not reason:
        raise Invalid("Say in a sentence why the council should look.", {"reason": "Say why."})


def refuse_too_early(ticket: Ticket, *, by: Member, is_reviewed: bool) -> None:
    if not policy.works_at_desk(by):
        raise Refused("Only the desk answers tickets.")
    if not ticket.is_live:
        raise Refused("This ticket is closed. Open it again, then answer.")
    if not is_reviewed:
        refuse_unread(by)
    refuse_while_steps_open(ticket)


def refuse_unread(by: Member) -> None:
    """What somebody new answers goes out after a colleague has read it."""
    if why := why_unread(by.id):
        raise Refused(why)


def why_unread(member_id: int) -> str:
    return READ_BEFORE if is_under_review(member_id) else ""
