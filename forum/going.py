"""What the closing of accounts plugs in, and who erases again when a backup has been put back."""

from datetime import timedelta

from forum.kernel.tasks import Every
from forum.leaving import checks, mails, reactions, tasks
from forum.leaving.views import leaving
from forum.mail_follows import tasks as reader_tasks

PAGES: list[object] = [leaving]

REACTIONS: dict[type, list[object]] = {**reactions.REACTIONS}

SCHEDULE: dict[str, object] = {
    "leaving.erase_leavers": Every(timedelta(hours=1), tasks.erase_leavers),
    "leaving.remind_leavers": Every(timedelta(hours=1), tasks.remind_leavers),
}

CHECKS: dict[str, object] = {**checks.CHECKS}

MAILS: dict[str, object] = {**mails.MAILS}

RESTORED: dict[str, object] = {
    "closed accounts": tasks.erase_again,
    "addresses that followed by e-mail": reader_tasks.erase_again,
}
