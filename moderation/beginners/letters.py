"""The mail to somebody new about an answer of theirs."""

from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import Letter, OutgoingMail
from moderation.beginners.events import FirstAnswerReviewed
from moderation.beginners.models import FirstAnswer
from moderation.beginners.wording import CHANGES
from moderation.helpdesk.policy import may_see, works_at_desk


def first_answer_reviewed(mail: OutgoingMail) -> Letter | None:
    """Sent, or what a colleague asks to change; nothing to whoever works here no more."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, FirstAnswerReviewed):
        return None
    answer = db.get_one(FirstAnswer, event.first_answer_id)
    member, ticket = answer.author, answer.ticket
    if not (member.email and works_at_desk(member) and may_see(member, ticket)):
        return None
    page, reference = f"/desk/tickets/{ticket.reference}", ticket.reference
    if event.outcome == CHANGES:
        subject = _("%(reference)s: a colleague asks for changes", reference=reference)
        return Letter(member.email, subject, answer.remark, page)
    subject = _("%(reference)s: your answer is sent", reference=reference)
    return Letter(member.email, subject, _("A colleague has read it, and it went out."), page)


MAILS = {"first_answer_reviewed": first_answer_reviewed}
