"""What the forum plugs in: one table for each thing a room owes the whole."""

from datetime import timedelta

from forum import climbing, filling, going, groups, involving, judging, recognising, tables
from forum.access import ACCESS
from forum.accounts import checks as account_checks
from forum.accounts import mails as account_mails
from forum.accounts import queries as account_queries
from forum.accounts import reactions as account_reactions
from forum.accounts import tasks as account_tasks
from forum.accounts.first_day import accounts
from forum.accounts.own_views import account
from forum.accounts.second_step_views import second_step
from forum.accounts.token_views import own_tokens
from forum.alarms import mails as alarm_mails
from forum.alarms import reactions as alarm_reactions
from forum.alarms import tasks as alarm_tasks
from forum.alarms.events import AlarmEnded, AlarmRaised
from forum.alerts import checks as alert_checks
from forum.alerts import queries as alert_queries
from forum.alerts import subjects as alert_subjects
from forum.alerts.api import alerts_api
from forum.alerts.events import AlertPublished, AlertUpdated
from forum.alerts.views import alerts
from forum.articles import subjects as article_subjects
from forum.articles.api import articles_api
from forum.articles.views import articles
from forum.design.views import design
from forum.drafts import tasks as draft_tasks
from forum.drafts import wording as draft_kinds
from forum.drafts.views import drafts
from forum.erasing import ERASURES, KEEPERS
from forum.found import FOUND, ROBOTS, SITEMAP
from forum.home.found import found
from forum.home.installing import installing
from forum.home.views import home
from forum.ideas import actions as idea_actions
from forum.ideas import events as of_ideas
from forum.ideas import queries as idea_queries
from forum.ideas import reactions as ranking
from forum.ideas import tasks as idea_tasks
from forum.ideas.api import ideas_api
from forum.ideas.queries import checks as idea_checks
from forum.ideas.views import ideas
from forum.imports import queries as import_queries
from forum.imports.views import imports
from forum.integrity import reactions as integrity
from forum.kernel import chores, relay
from forum.kernel.backups import nightly, proving
from forum.kernel.db import refresh_statistics
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.tasks import Every
from forum.mail_follows import letters as reader_letters
from forum.mail_follows import reactions as reading
from forum.mail_follows import tasks as reader_tasks
from forum.mail_follows.views import mail_follows
from forum.notifications import actions as notice_actions
from forum.notifications import letters
from forum.notifications import mails as alert_mails
from forum.notifications import reactions as notifying
from forum.notifications import tasks as notice_tasks
from forum.notifications.views import notifications
from forum.people.api import people_api
from forum.people.views import people
from forum.personal import PERSONAL
from forum.reputation import actions as reputation_actions
from forum.reputation import reactions as reputation
from forum.reputation import tasks as standing
from forum.reputation.queries import checks as reputation_checks
from forum.services import subjects as service_subjects
from forum.services.views import services
from forum.threads import actions as thread_actions
from forum.threads import events as posts
from forum.threads import queries as thread_queries
from forum.threads import tasks as thread_tasks
from forum.threads.api import threads_api
from forum.threads.queries import checks as thread_checks
from forum.threads.views import threads
from forum.threads.views.room import TAKE_PICTURES
from forum.uploads import tasks as upload_tasks
from forum.uploads.taking import largest_request
from forum.uploads.views import uploads

__all__ = ["ACCESS", "ERASURES", "FOUND", "KEEPERS", "PERSONAL", "ROBOTS", "SITEMAP", "tables"]

PAGES: list[object] = [
    *(home, account, accounts, second_step, own_tokens, design, services, alerts, threads, ideas),
    *(articles, drafts, uploads, notifications, mail_follows, imports, people, *going.PAGES),
    *(found, installing, *judging.PAGES, *recognising.PAGES, *groups.PAGES, *involving.PAGES),
]

API: list[object] = [alerts_api, articles_api, threads_api, ideas_api, people_api]

NAVIGATION: list[Entry] = [
    Entry("Ask", "threads.ask", order=10),
    Entry("Alerts", "alerts.index", order=30, count=alert_queries.count_now),
    Entry("Services", "services.index", place="footer", order=5),
    Entry("Answers to common questions", "articles.index", place="footer", order=6),
    Entry("Ideas", "ideas.index", order=20),
    Entry("About this place", "home.about", place="footer", order=10),
    Entry("How this works", "home.help_page", place="footer", order=20),
    Entry("Accessibility", "home.accessibility", place="footer", order=30),
    *involving.NAVIGATION,
    Entry("My things", "people.me", who="member", order=90),
]

SLOTS: dict[str, list[object]] = {**filling.SLOTS}

REACTIONS: dict[type, list[object]] = {
    **(account_reactions.REACTIONS | going.REACTIONS | reading.REACTIONS | climbing.REACTIONS),
    **(judging.REACTIONS | involving.REACTIONS),
    AlarmRaised: [alarm_reactions.tell_of_alarm],
    AlarmEnded: [alarm_reactions.tell_of_end],
    posts.AnswerAccepted: [
        *(reputation.reward_solving, reputation.look_at_standing, notifying.tell_helper),
        integrity.judge_solution,
    ],
    posts.AnswerUnaccepted: [reputation.take_back_solving, reputation.look_at_standing],
    posts.AnswerThanked: [
        *(reputation.look_at_standing, notifying.tell_of_thanks, integrity.judge_thanks),
    ],
    posts.ThanksWithdrawn: [reputation.look_at_standing],
    posts.AnswerConfirmed: [reputation.reward_confirmation, notifying.tell_of_confirmation],
    posts.ConfirmationWithdrawn: [reputation.take_back_confirmation],
    posts.PostVoted: [reputation.reward_vote, integrity.judge_vote],
    **{key: [reputation.rest_awards] for key in (posts.PostDeleted, posts.PostHidden)},
    **{key: [reputation.restore_awards] for key in (posts.PostRestored, posts.PostUnhidden)},
    posts.ThreadAnswered: [notifying.tell_asker, notifying.tell_followers, reading.tell_readers],
    posts.AnswerCommented: [notifying.tell_of_comment],
    posts.PersonNamed: [notifying.tell_named],
    AlertPublished: [notifying.tell_of_alert, reading.tell_readers],
    AlertUpdated: [notifying.tell_of_alert, reading.tell_readers],
    of_ideas.IdeaSupported: [
        *(ranking.find_its_place, reputation.reward_support, integrity.judge_support),
    ],
    of_ideas.SupportWithdrawn: [ranking.find_its_place, reputation.take_back_support],
    of_ideas.IdeaMoved: [reputation.reward_decision, notifying.tell_of_decision],
    of_ideas.IdeaReplied: [notifying.tell_of_reply],
    of_ideas.IdeaHidden: [reputation.rest_awards_of_idea, notifying.tell_of_hiding],
    of_ideas.IdeaReleased: [reputation.restore_awards_of_idea, notifying.tell_of_release],
}

for kind, added in recognising.REACTIONS.items():  # after what happens anyway
    REACTIONS[kind] = [*REACTIONS.get(kind, []), *added]

PROJECTIONS: dict[str, object] = {
    "alerts": alert_checks.rebuild_board,
    "counters": thread_tasks.rebuild_counters,
    "boards": idea_tasks.rebuild_boards,
    "ideas": idea_tasks.rebuild_counters,
    "reputation": standing.rebuild_totals,
    **recognising.PROJECTIONS,
}

TOTALS: dict[str, object] = {
    idea_actions.TOP: idea_actions.recompute_top,
    "reputation": reputation_actions.recompute_totals,
}

SCHEDULE: dict[str, object] = {
    "accounts.forget_ended": Every(timedelta(days=1), account_tasks.forget_ended),
    "uploads.forget_unused": Every(timedelta(days=1), upload_tasks.forget_unused),
    **(going.SCHEDULE | judging.SCHEDULE | recognising.SCHEDULE | involving.SCHEDULE),
    "drafts.forget_old": Every(timedelta(days=1), draft_tasks.forget_old),
    "mail_follows.forget_unconfirmed": Every(timedelta(days=1), reader_tasks.forget_unconfirmed),
    "ideas.rank_ideas": Every(timedelta(hours=1), idea_tasks.rank_ideas),
    "backups.keep_nightly": Every(timedelta(hours=1), nightly.keep_if_due),
    "tidy_up": Every(timedelta(hours=1), chores.tidy_up),
    "refresh_statistics": Every(timedelta(hours=6), refresh_statistics),
    "reputation.settle_all_standings": Every(timedelta(hours=24), standing.settle_all_standings),
}

PLANNED: dict[str, object] = {
    "alarms.call": alarm_tasks.call,
    proving.TASK: proving.prove_backup,
    "reputation.settle_some_standings": standing.settle_some_standings,
    reading.MORE_READERS: reader_tasks.tell_more_readers,
    "notifications.tell_more_of_alert": notice_tasks.tell_more_of_alert,
    **({"notifications.tell_more_followers": notice_tasks.tell_more_followers} | climbing.PLANNED),
}

LENGTHY = [proving.TASK, "reputation.settle_some_standings"]

COMMANDS: list[str] = ["forum.accounts.cli", "forum.imports.cli", "forum.generating.cli"]

RESTORED = going.RESTORED

_ROOMS = ("home.demo:build_town", "ideas.demo:load", "articles.demo:load", *involving.DEMO)
DEMO: list[object] = [*(Later(f"forum.{told}") for told in _ROOMS), *groups.DEMO, *recognising.DEMO]

SUBJECTS: dict[str, object] = {
    **alert_subjects.SUBJECTS,
    **article_subjects.SUBJECTS,
    **service_subjects.SUBJECTS,
    **thread_queries.SUBJECTS,
    **(idea_queries.SUBJECTS | judging.SUBJECTS | involving.SUBJECTS),
}

CHECKS: dict[str, object] = {
    **(account_checks.CHECKS | going.CHECKS | recognising.CHECKS),
    "alert board": alert_checks.wrong_board,
    **thread_checks.CHECKS,
    **idea_checks.CHECKS,
    "imported keys": import_queries.keys_that_lead_nowhere,
    "deliveries": chores.check_deliveries,
    "event kinds": chores.check_kinds,
    "failed deliveries": chores.check_failures,
    **reputation_checks.CHECKS,
}

STATS: dict[str, object] = {
    **thread_queries.TOTALS,
    "alerts": alert_queries.count_alerts,
    **idea_checks.TOTALS,  # what people say about ideas is counted with what they say in threads
    "members": account_queries.count_members,
    "events": chores.count_events,
    "pending": relay.waiting,
}

MAILS: dict[str, object] = {
    **alarm_mails.MAILS,
    **(account_mails.MAILS | going.MAILS),
    "alert": alert_mails.alert,
    **(letters.MAILS | reader_letters.MAILS),
}

DRAFTS: dict[str, object] = {**draft_kinds.KINDS}

LARGEST: dict[str, object] = dict.fromkeys(TAKE_PICTURES, largest_request)

PACES: dict[str, int] = {"people.offer_people": 120, "threads.offer_tags": 120} | recognising.PACES

OBSERVED: dict[str, object] = {
    **judging.OBSERVED,
    "idea_view": idea_actions.note_viewers,
    "thread_read": thread_actions.note_reading,
    "thread_view": thread_actions.count_views,
    "notices_seen": notice_actions.note_seen,
}
