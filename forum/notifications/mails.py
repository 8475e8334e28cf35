"""The mail about an alert, written when it is sent, if the reader still wants it then."""

from functools import partial
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.alerts.events import AlertUpdated
from forum.alerts.models import Alert, AlertUpdate
from forum.alerts.queries import alert_path
from forum.design.words import moment_words
from forum.follows.queries import is_following
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from forum.kernel.text import excerpt
from forum.notifications.links import stop_path
from forum.notifications.queries import may_be_mailed

LONGEST_EXCERPT = 600
TEXT = """\
{what}: {title}

{words}

{when}

You get this because you follow {service} here. The page below has everything that is known.
"""
KINDS = {"problem": "Something is wrong", "planned": "Planned work"}


def alert(mail: OutgoingMail) -> Letter | None:
    """None when the reader has gone or stopped following, or the alert is over or taken back."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    reader = db.get(Member, int(mail.recipient.removeprefix("member:")))
    about = db.get(Alert, mail.subject_id)
    if reader is None or about is None or not _still_wants(reader, about):
        return None
    added = _added(event)
    return Letter(
        to=str(reader.email),
        subject=subject_of(about, is_news=added is not None),
        text=text_of(about, added=added.html if added else None),
        about_page=alert_path(about.id, about.slug),
        unsubscribe=stop_path(reader.id, mail.kind),
    )


def subject_of(about: Alert, *, is_news: bool) -> str:
    if is_news:
        return str(_("News: %(title)s", title=about.title))
    return str(_("Alert: %(title)s", title=about.title))


def text_of(about: Alert, *, added: str | None = None) -> str:
    """What followers read; `added` is the HTML of an update. Staff see it before they send it."""
    return say(TEXT).format(
        what=say(KINDS[about.kind]) if added is None else _("What is new"),
        title=about.title,
        words=excerpt(about.html if added is None else added, LONGEST_EXCERPT),
        when=_when(about),
        service=about.about,
    )


def _still_wants(reader: Member, about: Alert) -> bool:
    if about.when not in ("now", "planned"):
        return False
    follows = is_following(reader.id, about.service.subject_id)
    return follows and may_be_mailed(reader, "alert")


def _added(event: Event | None) -> AlertUpdate | None:
    return db.get(AlertUpdate, event.update_id) if isinstance(event, AlertUpdated) else None


def _when(about: Alert) -> str:
    words_for = partial(moment_words, zone=ZoneInfo(site().zone), now=now())
    began = words_for(about.begins_at)
    since = _("Since %(when)s", when=began) if about.begins_at <= now() else None
    words = since or _("From %(when)s", when=began)
    if about.ends_at is None:
        return str(_("%(since)s. We do not know yet when it ends.", since=words))
    return str(_("%(since)s, until %(when)s.", since=words, when=words_for(about.ends_at)))
