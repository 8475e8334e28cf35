"""What the mails about somebody's tools say. Nobody is told by mail that they have more of them."""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from forum.notifications.letters.readers import reader_of, way_out
from forum.notifications.queries import WHERE
from forum.reputation.queries import where_am_i


def tools_near_rest(mail: OutgoingMail) -> Letter | None:
    """None when they are above the mark again before it is sent."""
    reader = reader_of(mail)
    falls_at = where_am_i(reader.id).falls_at if reader else None
    if reader is None or falls_at is None:
        return None
    parts = [
        _(
            "You have helped others at %(site)s, and have some extra tools for it. "
            "Lately you did less.",
            site=site().name,
        ),
        _(
            "From %(day)s on the extra tools rest. They stay if you help a little before that day. "
            "If you cannot, that is all right: they come back after you have helped again.",
            day=day(falls_at, zone=ZoneInfo(site().zone), now=now()),
        ),
        _("You can also let the time stand still for up to 12 months. You need not say why."),
    ]
    return _letter(mail, reader, _("Your extra tools will rest soon"), parts)


def tools_rest(mail: OutgoingMail) -> Letter | None:
    reader = reader_of(mail)
    if reader is None:
        return None
    parts = [
        _("Your extra tools are resting. They come back after you have helped again."),
        _("Everything else is as it was: you can ask, answer and support as before."),
    ]
    return _letter(mail, reader, _("Your extra tools are resting"), parts)


def advocate_asked(mail: OutgoingMail) -> Letter | None:
    """None when they have answered before it is sent, or it was taken back."""
    reader = reader_of(mail)
    offer = where_am_i(reader.id).offer if reader else None
    if reader is None or offer is None:
        return None
    parts = [
        _("We would like you to be an Advocate at %(site)s.", site=site().name),
        f"“{offer.reason}”",
        _("You say yes or no. A no costs nothing, and you can step back at any time."),
    ]
    return _letter(mail, reader, _("We have a question for you"), parts)


def _letter(mail: OutgoingMail, reader: Member, subject: str, parts: list[str]) -> Letter:
    return Letter(
        to=str(reader.email),
        subject=say(subject),
        text="\n\n".join(parts),
        about_page=WHERE,
        unsubscribe=way_out(mail, reader),
    )
