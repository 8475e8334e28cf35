"""The mail at the start of a shift: numbers only, and the page to read."""

from flask_babel import gettext as _
from flask_babel import ngettext

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.mail import Letter, OutgoingMail
from moderation.helpdesk.policy import works_at_desk
from moderation.morning import queries


def morning(mail: OutgoingMail) -> Letter | None:
    """Counted when it is sent; nothing for whoever works here no more or changed their mind."""
    member = db.get_one(Member, int(mail.recipient.partition(":")[2]))
    if not (works_at_desk(member) and member.is_active and member.email):
        return None
    if not queries.reading_of(member.id).wants_mail:
        return None
    return Letter(member.email, _("Since the last shift"), _numbers(member), "/desk/morning")


def _numbers(member: Member) -> str:
    """A line for each."""
    teams = queries.teams_of(member)
    found = queries.counted(queries.briefing(teams, to=member))
    notes = len(queries.notes_for(teams, to=member))
    due, handed = found["promised"], found["handed"]
    lines = [
        ngettext("%(num)s ticket came in.", "%(num)s tickets came in.", found["came"]),
        ngettext("%(num)s promise is due today.", "%(num)s promises are due today.", due),
        ngettext("%(num)s promise broke.", "%(num)s promises broke.", found["broken"]),
        ngettext(
            "%(num)s ticket waits for your yes.", "%(num)s tickets wait for your yes.", handed
        ),
        ngettext(
            "%(num)s hand-over needs somebody.", "%(num)s hand-overs need somebody.", found["stuck"]
        ),
        ngettext("%(num)s note of the last shift.", "%(num)s notes of the last shift.", notes),
    ]
    return "\n".join(lines)


MAILS = {"morning": morning}
