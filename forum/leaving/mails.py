"""The letters to somebody who goes. Each is written when it is sent, if it is still true then."""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.site import site
from forum.leaving import queries
from forum.leaving.events import LeavingTakenBack

THE_PAGE = "/me/leaving"
STILL_OPEN = (
    "Sometimes the law, or a request that is still open, asks us to keep something about you. "
    "Then we close your account as soon as that is over."
)


def leaving_asked(mail: OutgoingMail) -> Letter | None:
    """None when they thought better of it, or asked anew."""
    member = _leaver(mail)
    if member is None or member.leaves_at is None:
        return None
    facts = {"site": site().name, "day": _day_of(member)}
    parts = [
        _("You asked us to close your account at %(site)s. We do that on %(day)s.", **facts),
        _("Until then you can take it back: open the link below and press “Keep my account”."),
        _("If it was not you, take it back and choose a new password at once."),
        say(STILL_OPEN),
    ]
    return _letter(member, _("You asked us to close your account"), parts)


def leaving_soon(mail: OutgoingMail) -> Letter | None:
    """Some days before."""
    member = _leaver(mail)
    if member is None or member.leaves_at is None or member.leaves_at <= now():
        return None
    facts = {"site": site().name, "day": _day_of(member)}
    parts = [
        _("We close your account at %(site)s on %(day)s, because you asked us to.", **facts),
        _("After that it cannot be undone. Until then you can take it back at the link below."),
        say(STILL_OPEN),
    ]
    return _letter(member, _("We close your account on %(day)s", day=facts["day"]), parts)


def leaving_farewell(mail: OutgoingMail) -> Letter | None:
    """The last one: as soon as it has left us, the address is forgotten."""
    member = _leaver(mail)
    if member is None or member.leaves_at is None:
        return None
    parts = [
        _("As you asked, we are closing your account at %(site)s now.", site=site().name),
        _(
            "Within a few hours your name, this address, your password and everything that only "
            "you could see are erased. What you wrote in public stays under “Former member”."
        ),
        _("This is our last mail to you as a member. Thank you for having been here."),
    ]
    return _letter(member, _("We are closing your account"), parts, about_page=None)


def leaving_taken_back(mail: OutgoingMail) -> Letter | None:
    """None when they have asked once more since."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    member = db.get(Member, event.member_id) if isinstance(event, LeavingTakenBack) else None
    if member is None or not member.is_active or member.leaves_at is not None:
        return None
    parts = [
        _("Your account at %(site)s stays, with everything as it was.", site=site().name),
        _(
            "Somebody who was signed in as you took back that we close it. If it was not you, "
            "choose a new password at once; then you can ask again at the link below."
        ),
    ]
    return _letter(member, _("Your account stays"), parts)


def _leaver(mail: OutgoingMail) -> Member | None:
    """Whoever asked, unless they have gone or have asked anew since."""
    member = db.get(Member, int(mail.recipient.removeprefix("member:")))
    if member is None or not member.is_active or queries.asking_of(member.id) != mail.event_id:
        return None
    return member


def _letter(
    member: Member, subject: str, parts: list[str], *, about_page: str | None = THE_PAGE
) -> Letter | None:
    if member.email is None:
        return None
    return Letter(member.email, str(subject), "\n\n".join(parts), about_page=about_page)


def _day_of(member: Member) -> str:
    leaves_at = member.leaves_at or now()
    return day(leaves_at, zone=ZoneInfo(site().zone), now=now())


MAILS = {
    "leaving_asked": leaving_asked,
    "leaving_farewell": leaving_farewell,
    "leaving_soon": leaving_soon,
    "leaving_taken_back": leaving_taken_back,
}
