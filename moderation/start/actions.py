"""What managers do on the first day, and opening the site at its end."""

from datetime import timedelta

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.backups.proving import TASK
from forum.kernel.clock import now
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.languages import say
from forum.kernel.limits import Limit, spend
from forum.kernel.tasks import plan
from forum.services.queries import service_called
from moderation.catalogue.actions import change_service
from moderation.settings.actions import change_setting, switch_pilot
from moderation.settings.policy import require_decider
from moderation.settings.wording import NOTHING_TO_BRING
from moderation.start.events import TestMailAsked
from moderation.start.queries import checklist, left, undecided_services, usual_promise

USUAL = "The usual promise, chosen on the first day."
TEST_MAILS = Limit(
    "test mails", 10, timedelta(hours=1), "Ten test mails in an hour are enough. Wait a little."
)


def ask_for_test_mail(*, by: Member) -> None:
    """One mail to oneself; the list says when it has really gone out."""
    require_decider(by)
    spend(TEST_MAILS, by.id)
    publish(TestMailAsked(actor_id=by.id))


def promise_the_usual(*, by: Member) -> int:
    """To every service whose promise nobody chose; how many those were."""
    found = [service_called(one.slug, lock=True) for one in undecided_services()]
    for service in found:
        usual, version = usual_promise(service), service.version
        change_service(service, usual, by=by, version=version, reason=say(USUAL))
    return len(found)


def say_nothing_to_bring(*, is_so: bool, by: Member) -> None:
    """A choice that is written down, because no row could show it."""
    change_setting(NOTHING_TO_BRING, {"chosen": is_so}, by=by)


def ask_for_backup(*, by: Member) -> None:
    """Have one made and read back by the worker; asking twice in a minute makes one."""
    require_decider(by)
    if plan(TASK, f"{now():%Y-%m-%d %H:%M}", at=now()):
        audit.record("backup asked for", by=by.id)


def open_town(*, by: Member) -> None:
    """Raises Refused with what is left to do."""
    if missing := left(checklist()):
        lines = ", ".join(say(title) for title in missing)
        raise Refused(_("The site cannot open yet. Still to do: %(lines)s.", lines=lines))
    switch_pilot(wanted=False, by=by)


def close_town(*, by: Member) -> None:
    """A pilot again: those who are here stay, nobody else can sign up."""
    switch_pilot(wanted=True, by=by)
