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
from forum.kernel import chores, relay
from forum.kernel.house import Entry
from forum.kernel.tasks import Every
from forum.reputation import actions as reputation_actions
from forum.reputation import reactions as reputation
from forum.reputation import tasks as standing
from forum.reputation.queries import checks as reputation_checks
from forum.threads.events import (
    AnswerAccepted,
    AnswerConfirmed,
    AnswerThanked,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostDeleted,
    PostRestored,
    PostVoted,
    ThanksWithdrawn,
)

__all__ = ["ACCESS", "tables"]

PAGES = [
    home,
    account,
    accounts,
    design,
]

API: list[object] = []

NAVIGATION: list[Entry] = [
    Entry("About this place", "home.about", place="footer", order=10),
    Entry("How this works", "home.help_page", place="footer", order=20),
    Entry("Accessibility", "home.accessibility", place="footer", order=30),
]

SLOTS: dict[str, list[object]] = {}

REACTIONS: dict[type, list[object]] = {
    MemberJoined: [account_reactions.ask_to_verify],
    SignUpRepeated: [account_reactions.tell_owner_of_sign_up],
    CodeRequested: [account_reactions.send_code],
    PasswordChanged: [account_reactions.tell_of_new_password],
    AnswerAccepted: [reputation.reward_solving, reputation.look_at_standing],
    AnswerUnaccepted: [reputation.take_back_solving, reputation.look_at_standing],
    AnswerThanked: [reputation.look_at_standing],
    ThanksWithdrawn: [reputation.look_at_standing],
    AnswerConfirmed: [reputation.reward_confirmation],
    ConfirmationWithdrawn: [reputation.take_back_confirmation],
    PostVoted: [reputation.reward_vote],
    PostDeleted: [reputation.rest_awards],
    PostRestored: [reputation.restore_awards],
}

PROJECTIONS: dict[str, object] = {
    "reputation": reputation_actions.rebuild_totals,
}

TOTALS: dict[str, object] = {
    "reputation": reputation_actions.recompute_totals,
}

SCHEDULE: dict[str, object] = {
    "accounts.forget_ended": Every(timedelta(days=1), account_tasks.forget_ended),
    "tidy_up": Every(timedelta(hours=1), chores.tidy_up),
    "reputation.settle_all_standings": Every(timedelta(hours=24), standing.settle_all_standings),
}

PLANNED: dict[str, object] = {
    "reputation.settle_some_standings": standing.settle_some_standings,
}

COMMANDS: list[object] = [
    *account_commands.COMMANDS,
]

DEMO: list[object] = [build_town]

SUBJECTS: dict[str, object] = {}

CHECKS: dict[str, object] = {
    "unreachable people": account_checks.unreachable_people,
    "unreachable people signed in": account_checks.unreachable_people_signed_in,
    "deliveries": chores.check_deliveries,
    "event kinds": chores.check_kinds,
    "failed deliveries": chores.check_failures,
    "reputation totals": reputation_checks.totals_that_are_wrong,
    "reversals": reputation_checks.reversals_that_are_wrong,
    "caps": reputation_checks.caps_that_are_exceeded,
}

STATS: dict[str, object] = {
    "members": account_queries.count_members,
    "events": chores.count_events,
    "pending": relay.waiting,
}

MAILS: dict[str, object] = {
    "already_member": account_mails.already_member,
    "password_changed": account_mails.password_changed,
    "reset_password": account_mails.reset_password,
    "verify_email": account_mails.verify_email,
}

OBSERVED: dict[str, object] = {}
