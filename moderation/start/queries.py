"""How far the first day has come: each line is computed from rows, none is ticked by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import exists, func, select

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from forum.design.words import number
from forum.imports.models import ImportedKey
from forum.kernel.backups.noting import PROOF, noted
from forum.kernel.backups.proving import TASK
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.site import SITE, site
from forum.kernel.tasks import Work
from forum.services.hours import minutes_of_days
from forum.services.models import Service
from forum.services.queries import catalogue
from forum.topics.models import Topic
from moderation.catalogue.models import CatalogueChange
from moderation.catalogue.sheet import ANSWER, FIRST_REPLY
from moderation.settings.queries import setting
from moderation.settings.wording import NOTHING_TO_BRING
from moderation.start.wording import LINES, TEST_MAIL

ENOUGH_STAFF = 2
NO_SERVER = (
    "No mail server is set, so mails only become files in the folder mail. Whoever keeps "
    "the machine sets FOLKMOOT_SMTP_URL."
)


@dataclass(frozen=True)
class Progress:
    """`said` is what there is, or what is missing; `waits` while a machine is at it."""

    is_done: bool
    said: str
    waits: bool = False
    at: datetime | None = None


def checklist() -> dict[str, Progress]:
    """Every line of the first day, in order."""
    return {name: ASKED[name]() for name in LINES}


def left(lines: dict[str, Progress]) -> list[str]:
    """The titles of what is still to be done."""
    return [LINES[name].title for name, progress in lines.items() if not progress.is_done]


def undecided_services() -> Sequence[Service]:
    """Those whose promise is not the usual one and was never chosen on a page."""
    others = [service for service, _topics in catalogue() if not _is_usual(service)]
    changes = select(CatalogueChange.service_id, CatalogueChange.after)
    mine = changes.where(CatalogueChange.service_id.in_([one.id for one in others]))
    chosen = {id_ for id_, after in db.execute(mine) if "first_response_minutes" in after}
    return [one for one in others if one.id not in chosen]


def usual_promise(service: Service) -> dict[str, int]:
    """A first reply within 2 working days and an answer within 5, in its opening minutes."""
    hours = service.calendar_version.calendar
    return {
        "first_response_minutes": minutes_of_days(hours, FIRST_REPLY),
        "resolution_minutes": minutes_of_days(hours, ANSWER),
    }


def _is_usual(service: Service) -> bool:
    return all(getattr(service, name) == value for name, value in usual_promise(service).items())


def _identity() -> Progress:
    if setting(SITE)[0].get("place"):
        return Progress(True, f"{site().name}, {site().place}")
    return Progress(False, _("Nobody has said yet whose place this is."))


def _mail() -> Progress:
    if not current_app.config["FOLKMOOT"].SMTP_URL:
        return Progress(False, _(NO_SERVER))
    newest = select(OutgoingMail).where(OutgoingMail.kind == TEST_MAIL)
    mail = db.scalar(newest.order_by(OutgoingMail.id.desc()).limit(1))
    if mail is None:
        return Progress(False, _("None was sent yet."))
    return MAIL_STATES.get(mail.state, _unsent)(mail)


def _sent(mail: OutgoingMail) -> Progress:
    return Progress(
        True, _("The mail server took it. Look whether it has arrived."), at=mail.sent_at
    )


def _on_its_way(mail: OutgoingMail) -> Progress:
    said = [_("It is on its way. Look again in a moment.")]
    said += [_("The last try failed: %(fault)s.", fault=mail.error)] if mail.error else []
    return Progress(False, " ".join(said), waits=True)


def _unsent(mail: OutgoingMail) -> Progress:
    if not mail.error:
        return Progress(False, _("It could not be sent. Check the mail server and try again."))
    said = _(
        "It could not be sent: %(fault)s. Check the mail server and try again.", fault=mail.error
    )
    return Progress(False, said)


def _services() -> Progress:
    services = db.scalar(select(func.count()).select_from(Service)) or 0
    topics = db.scalar(select(func.count()).select_from(Topic)) or 0
    if not services:
        return Progress(False, _("There is no service yet."))
    offered = ngettext("%(num)s service", "%(num)s services", services)
    chosen = ngettext("%(num)s topic", "%(num)s topics", topics)
    said = _("%(services)s with %(topics)s.", services=offered, topics=chosen)
    return Progress(topics > 0, said)


def _people() -> Progress:
    here = Member.erased_at.is_(None) & Member.is_imported.is_(False)
    staff = select(func.count()).where(Member.role.in_(STAFF_ROLES), here)
    count = db.scalar(staff) or 0
    if count < ENOUGH_STAFF:
        return Progress(False, _("You are the only one so far."))
    return Progress(True, _("%(count)s people work here.", count=count))


def _import() -> Progress:
    if db.scalar(select(exists().where(ImportedKey.id > 0))):
        return Progress(True, _("It has come along."))
    if setting(NOTHING_TO_BRING)[0].get("chosen"):
        return Progress(True, _("You have nothing to bring."))
    return Progress(
        False,
        _("An administrator can bring it in as a file. Or say that there is none."),
    )


def _promises() -> Progress:
    undecided = undecided_services()
    if not catalogue():
        return Progress(False, _("Add services first."))
    if undecided:
        names = ", ".join(one.name for one in undecided[:5])
        said = _("Nobody has chosen yet what these promise: %(names)s.", names=names)
        return Progress(False, said)
    return Progress(True, _("Every service has a promise that was chosen."))


def _text(name: str) -> Callable[[], Progress]:
    def progress() -> Progress:
        is_there = name in site().texts
        return Progress(is_there, _("It stands.") if is_there else _("It is not written yet."))

    return progress


def _backup() -> Progress:
    work = db.scalar(select(Work).where(Work.name == TASK).order_by(Work.id.desc()).limit(1))
    if work and not work.done_at and not work.dead_at:
        return Progress(False, _("It is being made. Look again in a moment."), waits=True)
    if proof := noted(PROOF):
        moment = datetime.fromisoformat(proof["at"])
        rows = number(proof["rows"])
        said = _("%(rows)s rows were kept in HOME/backups and read back.", rows=rows)
        return Progress(moment > now() - GOOD_FOR, said, at=moment)
    failed = work is not None and work.dead_at is not None
    return Progress(
        False, _("It failed. Look under Deliveries.") if failed else _("There is none yet.")
    )


GOOD_FOR = timedelta(days=30)
MAIL_STATES = {"sent": _sent, "waiting": _on_its_way, "sending": _on_its_way}
ASKED: dict[str, Callable[[], Progress]] = {
    "identity": _identity,
    "mail": _mail,
    "services": _services,
    "people": _people,
    "import": _import,
    "promises": _promises,
    "privacy": _text("privacy"),
    "house-rules": _text("house-rules"),
    "moderation-hours": _text("moderation-hours"),
    "backup": _backup,
}
