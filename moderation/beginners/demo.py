"""Somebody who is new at the desk of the demo borough, and the colleagues who read along."""

from functools import partial

from forum.accounts.actions import add_member
from forum.accounts.standing import Role
from forum.home.demo.people import email_of, member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.threads.briefs import brief_of
from moderation.beginners import actions, queries
from moderation.beginners.models import FirstAnswer
from moderation.beginners.wording import POLICY
from moderation.helpdesk.actions import OfficialAnswer
from moderation.helpdesk.demo import FromLetter, Letter, ticket_titled, write_in_turn
from moderation.rota.actions import set_availability
from moderation.settings.actions import change_text

NEW, MANAGER, SUNITA, WANDA = "Rosa Quint", "Mara Stone", "Sunita Rao", "Wanda Brook"
CHEQUE, MIRROR, FOUND = (
    *("Can I pay my bill by cheque?", "Which bin for a broken mirror?", "I found a bus pass"),
)
LETTERS = {
    CHEQUE: ("8w 10:00", "council-tax", "I have no account that works online.", "Abe Norland"),
    MIRROR: ("6w 09:30", "waste", "It is large and in pieces.", "Cora Dunn"),
    FOUND: (
        "9h",
        "schools",
        "It lay at the stop by the chapel.",
        "Ivo Pell",
    ),
}
ANSWERS = {
    CHEQUE: "Yes. Write the number of your bill on the back and send it to Ashmere Library, first "
    "floor. You can also pay in cash at any post office with the bar code of the bill.",
    MIRROR: "Wrap the pieces in paper and put them in your grey bin.",
    FOUND: "Thank you. Hand it in at any of our three libraries; they know whom to ring.",
}
HOUSE_RULES = """\
This is a place to help each other in Ashmere.

- **Be kind.** Answer the question, not the person.
- **No private details**, neither yours nor those of others. Write to us in private for these.
- **Say what you know**, and say when you only guess.
- **No advertising** and no campaigning. There is a board for ideas.

People of the borough look at what is reported within one working day, and say what they decided
and why. Whoever thinks that it was wrong can ask for a second look.
"""
LARGE = "A large one does not fit. Say that the recycling centre takes it, and when it is open."
LOOKED_AT = ("queue", "morning", "rota")
TAKES = 5


def load(diary: Diary) -> None:
    """One answer went out, one came back to her, and one waits to be read."""
    diary.write(diary.when("48w 09:30"), _write_rules)
    diary.write(diary.when("12w 09:00"), _begin)
    for title, (when, service, words, name) in LETTERS.items():
        email = f"{name.split()[0].lower()}@example.org"
        letter = Letter(when, service, "question", title, words, name, email)
        FromLetter(letter, diary).write()
    write_in_turn(diary, diary.when(LETTERS[CHEQUE][0]), ((3, partial(_answer, CHEQUE)), (2, _yes)))
    write_in_turn(diary, diary.when(LETTERS[MIRROR][0]), ((3, partial(_answer, MIRROR)), (2, _no)))
    diary.write(diary.when("6h"), partial(_answer, FOUND))


def _write_rules() -> None:
    """Those that somebody has written already stay as they are."""
    if queries.policy_version() is None:
        change_text(POLICY, write_up(HOUSE_RULES), by=member_called(MANAGER), version=1)


def _begin() -> None:
    word = member_called(MANAGER).password_hash  # as everybody of the demo town
    add_member(
        name=NEW,
        email=email_of(NEW),
        role=Role.AGENT,
        team="Customer team",
        password_hash=word,
        verified=True,
    )
    actions.begin(member_called(NEW), by=member_called(MANAGER))
    set_availability(by=member_called(NEW), capacity=TAKES, away_until=None)
    start = queries.locked_start(member_called(NEW).id)
    for item in LOOKED_AT:
        actions.look_at(start, item)
    if (version := queries.policy_version()) is not None:
        actions.read_policy(start, version)


def _answer(title: str) -> None:
    body, nonce = write_up(ANSWERS[title]), f"demo-{title[:8]}"
    brief = brief_of("", body, or_begins=True)
    answer = OfficialAnswer(body, public=False, brief=brief, nonce=nonce)
    actions.propose_answer(ticket_titled(title), answer, by=member_called(NEW))


def _first(title: str) -> FirstAnswer:
    return db.query(FirstAnswer).filter_by(ticket_id=ticket_titled(title).id).one()


def _yes() -> None:
    actions.say_yes(_first(CHEQUE), by=member_called(SUNITA))


def _no() -> None:
    actions.ask_for_changes(_first(MIRROR), by=member_called(WANDA), remark=LARGE)
