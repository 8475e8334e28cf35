"""What the forum plugs in: one table for each thing a room owes the whole."""

from datetime import timedelta

from forum import tables  # so that every table is known
from forum.access import ACCESS
from forum.accounts import checks as account_checks
from forum.accounts import cli as account_commands
from forum.accounts import mails as account_mails
from forum.accounts import queries as account_queries
from forum.accounts import reactions as account_reactions
from forum.accounts import tasks as account_tasks
from forum.accounts.events import CodeRequested, MemberJoined, PasswordChanged, SignUpRepeated
from forum.accounts.own_views import account
from forum.accounts.views import accounts
from forum.design.views import design
from forum.home.demo import build_town
from forum.home.views import home
from forum.imports import cli as import_commands
from forum.imports import queries as import_queries
from forum.imports.views import imports
from forum.kernel import chores, relay
from forum.kernel.db import refresh_statistics
from forum.kernel.house import Entry
from forum.kernel.tasks import Every
from forum.notifications import actions as notice_actions
from forum.notifications import letters
from forum.notifications import reactions as notifying
from forum.notifications import tasks as notice_tasks
from forum.notifications.views import notifications
from forum.people.api import people_api
from forum.people.views import people
from forum.reputation import actions as reputation_actions
from forum.reputation import reactions as reputation
from forum.reputation import tasks as standing
from forum.reputation.queries import checks as reputation_checks
from forum.threads import actions as thread_actions
from forum.threads import queries as thread_queries
from forum.threads import tasks as thread_tasks
from forum.threads.api import threads_api
from forum.threads.events import (
    AnswerAccepted,
    AnswerCommented,
    AnswerConfirmed,
    AnswerThanked,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostDeleted,
    PostRestored,
    PostVoted,
    ThanksWithdrawn,
    ThreadAnswered,
)
from forum.threads.queries import checks as thread_checks
from forum.threads.views import threads

__all__ = ["ACCESS", "tables"]

PAGES = [
    home,
    account,
    accounts,
    design,
    threads,
    notifications,
    imports,
    people,
]

API: list[object] = [
    threads_api,
    people_api,
]

NAVIGATION: list[Entry] = [
    Entry("Ask", "threads.ask", order=10),
    Entry("About this place", "home.about", place="footer", order=10),
    Entry("How this works", "home.help_page", place="footer", order=20),
    Entry("Accessibility", "home.accessibility", place="footer", order=30),
    Entry("My things", "people.me", who="member", order=90),
]

SLOTS: dict[str, list[object]] = {}

REACTIONS: dict[type, list[object]] = {
    MemberJoined: [account_reactions.ask_to_verify],
    SignUpRepeated: [account_reactions.tell_owner_of_sign_up],
    CodeRequested: [account_reactions.send_code],
    PasswordChanged: [account_reactions.tell_of_new_password],
    AnswerAccepted: [reputation.reward_solving, reputation.look_at_standing, notifying.tell_helper],
    AnswerUnaccepted: [reputation.take_back_solving, reputation.look_at_standing],
    AnswerThanked: [reputation.look_at_standing, notifying.tell_of_thanks],
    ThanksWithdrawn: [reputation.look_at_standing],
    AnswerConfirmed: [reputation.reward_confirmation, notifying.tell_of_confirmation],
    ConfirmationWithdrawn: [reputation.take_back_confirmation],
    PostVoted: [reputation.reward_vote],
    PostDeleted: [reputation.rest_awards],
    PostRestored: [reputation.restore_awards],
    ThreadAnswered: [notifying.tell_asker, notifying.tell_followers],
    AnswerCommented: [notifying.tell_of_comment],
}

PROJECTIONS: dict[str, object] = {
    "counters": thread_tasks.rebuild_counters,
    "reputation": standing.rebuild_totals,
}

TOTALS: dict[str, object] = {
    "reputation": reputation_actions.recompute_totals,
}

SCHEDULE: dict[str, object] = {
    "accounts.forget_ended": Every(timedelta(days=1), account_tasks.forget_ended),
    "tidy_up": Every(timedelta(hours=1), chores.tidy_up),
    "refresh_statistics": Every(timedelta(hours=6), refresh_statistics),
    "reputation.settle_all_standings": Every(timedelta(hours=24), standing.settle_all_standings),
}

PLANNED: dict[str, object] = {
    "reputation.settle_some_standings": standing.settle_some_standings,
    "notifications.tell_more_followers": notice_tasks.tell_more_followers,
}

COMMANDS: list[object] = [
    *account_commands.COMMANDS,
    *import_commands.COMMANDS,
]

DEMO: list[object] = [build_town]

SUBJECTS: dict[str, object] = {
    **thread_queries.SUBJECTS,
}

CHECKS: dict[str, object] = {
    "thread counters": thread_checks.wrong_counters,
    "solutions": thread_checks.wrong_solutions,
    "answer numbers": thread_checks.wrong_numbers,
    "unreachable people": account_checks.unreachable_people,
    "unreachable people signed in": account_checks.unreachable_people_signed_in,
    "imported keys": import_queries.keys_that_lead_nowhere,
    "deliveries": chores.check_deliveries,
    "event kinds": chores.check_kinds,
    "failed deliveries": chores.check_failures,
    "reputation totals": reputation_checks.totals_that_are_wrong,
    "reversals": reputation_checks.reversals_that_are_wrong,
    "caps": reputation_checks.caps_that_are_exceeded,
}

STATS: dict[str, object] = {
    **thread_queries.TOTALS,
    "members": account_queries.count_members,
    "events": chores.count_events,
    "pending": relay.waiting,
}

MAILS: dict[str, object] = {
    "already_member": account_mails.already_member,
    "password_changed": account_mails.password_changed,
    "reset_password": account_mails.reset_password,
    "verify_email": account_mails.verify_email,
    "accepted": letters.accepted,
    "answered": letters.answered,
    "commented": letters.commented,
    "followed": letters.followed,
    "official_answer": letters.official_answer,
}

OBSERVED: dict[str, object] = {
    "thread_read": thread_actions.note_reading,
    "thread_view": thread_actions.count_views,
    "notices_seen": notice_actions.note_seen,
}
