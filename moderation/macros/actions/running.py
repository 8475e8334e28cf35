"""Everything a macro does to one ticket, or nothing of it: it is one transaction."""

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.errors import Invalid, Refused
from forum.kernel.written import Written
from forum.threads.briefs import brief_of
from moderation.helpdesk import actions as desk
from moderation.helpdesk import policy
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import FINAL, NOT_OURS
from moderation.macros.actions.referring import refer
from moderation.macros.models import Macro
from moderation.macros.wording import TOLD_WHY

NO_TEXT = "Write what the person will read."
NO_BODY = (
    "This macro does not say who answers for it. Managers choose that on its page; until then "
    "press “Not ours” on the ticket."
)


def run(
    macro: Macro,
    ticket: Ticket,
    *,
    by: Member,
    text: Written | None,
    in_short: str = "",
    nonce: str | None = None,
) -> None:
    """`text` is the ready answer as it was read before, `in_short` what it opens with when it is an
    answer. Twice with one nonce writes it once.
    """
    if not policy.works_at_desk(by):
        raise Refused("Only the desk works on tickets.")
    if macro.send and not (text and text.source):
        raise Invalid(NO_TEXT, {"text": NO_TEXT})

    _weigh(macro, ticket, by)
    _give(macro, ticket, by)
    if text is not None and not _says_why(macro):
        _write(macro, ticket, by, text, in_short=in_short, nonce=nonce)
    _move(macro, ticket, by, text if _says_why(macro) else None)
    audit.record("macro used", by=by.id, subject_id=ticket.id, reason=f"macro {macro.id}")


def _move(macro: Macro, ticket: Ticket, by: Member, text: Written | None) -> None:
    if macro.state in FINAL and macro.reason == NOT_OURS:
        if macro.body is None or text is None:
            raise Refused(NO_BODY)
        refer(ticket, macro.body, by=by, text=text)
    elif macro.state:
        desk.move(ticket, macro.state, by=by, reason=macro.reason, text=text)


def _says_why(macro: Macro) -> bool:
    """The text is what the person reads about the move, so it goes along with that."""
    return macro.state in TOLD_WHY and macro.send == "message"


def _weigh(macro: Macro, ticket: Ticket, by: Member) -> None:
    impact, urgency = macro.impact or ticket.impact, macro.urgency or ticket.urgency
    desk.weigh(ticket, by=by, impact=impact, urgency=urgency)


def _give(macro: Macro, ticket: Ticket, by: Member) -> None:
    if macro.give == "me":
        desk.claim(ticket, by=by)
    elif macro.give == "nobody":
        desk.release(ticket, by=by)


def _write(
    macro: Macro, ticket: Ticket, by: Member, text: Written, *, in_short: str, nonce: str | None
) -> None:
    """A macro never publishes: what everybody reads is sent by hand."""
    if macro.send == "answer":
        brief = brief_of(in_short, text, months=ticket.service.true_months)
        answer = desk.OfficialAnswer(text, public=False, nonce=nonce, brief=brief)
        desk.answer_ticket(ticket, answer, by=by)
    else:
        write = desk.write_note if macro.send == "note" else desk.write_message
        write(ticket, by=by, body=text, nonce=nonce)
