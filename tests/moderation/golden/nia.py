"""What the words of the table do, as a page would do it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from time_machine import Traveller

from forum.accounts.models import Member, SignIn, Standing
from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.reputation import actions as standing
from forum.threads import actions
from forum.threads.models import Answer, Thread
from moderation.reports import actions as reports
from moderation.reports.actions import Reporter, Statement
from moderation.reports.models import Appeal, Decision
from moderation.reports.queries import locked_case, post_of
from moderation.reports.reasons import Deed
from tests.cast import Person, make_person

DAYS = {"six": 6, "five": 5}


class Nia:
    """Nia, her neighbours by number, and her answer to each of them."""

    def __init__(self, app: Flask, clock: Traveller, asks: Any, answers: Any, deliver: Any) -> None:
        self.app, self.clock, self.asks, self.answers = app, clock, asks, answers
        self.deliver: Callable[[], None] = deliver
        self.start: datetime = now()
        self.staff = [
            make_person(app, f"{name} Marsh", role=Role.MODERATOR) for name in ("Cleo", "Max")
        ]
        self.people: dict[int, Person] = {}
        self.answer: dict[int, int] = {}
        self.nia = self._come("Nia Frost")
        self.question = 0

    def does(self, words: str) -> None:
        """One line of a story; an error names words that nobody knows."""
        for pattern, deed in LINES.items():
            if found := re.fullmatch(pattern, words):
                deed(self, *(int(n) if n.isdigit() else n for n in found.groups()))
                self.clock.shift(timedelta(seconds=1))
                return
        raise LookupError(words)

    def neighbour(self, number: int) -> Person:
        if number not in self.people:
            self.people[number] = self._come(f"Neighbour{number} Field")
            self.people[number].stands_on(Rung.REGULAR)
        return self.people[number]

    def _come(self, name: str) -> Person:
        came = make_person(self.app, name)
        with writing():
            came.member.joined_at = now() - timedelta(days=30)
        return came

    def go_to(self, day: int) -> None:
        self.clock.move_to(self.start + timedelta(days=day))
        with writing():
            db.execute(update(SignIn).values(ends_at=now() + timedelta(days=1)))
        self.deliver()

    def help(self, number: int) -> None:
        asker = self.neighbour(number)
        self.answer[number] = self.answers(self.nia, self.asks(asker, f"Question of {now()}"))

    def accept(self, number: int, wanted: str = "yes") -> None:
        answer_id = self.answer[number]
        thread_id = db.get_one(Answer, answer_id).thread_id
        form: dict[str, Any] = {"answer_id": answer_id, "wanted": wanted}
        self.neighbour(number).post(f"/threads/{thread_id}/solution", **form)
        self.deliver()

    def thank(self, number: int, wanted: str = "yes") -> None:
        self.neighbour(number).post(f"/answers/{self.answer[number]}/thanks", wanted=wanted)

    def thank_and_take_back(self, number: int) -> None:
        self.thank(number)
        self.thank(number, "no")

    def vote(self, by: int, number: int, value: int = 1) -> None:
        voter = self.neighbour(by)
        with writing():
            actions.vote_on(db.get_one(Answer, self.answer[number]), by=voter.member, value=value)

    def vote_all(self, many: int, number: int) -> None:
        for by in range(100, 100 + many):
            self.vote(by, number)
            self.clock.shift(timedelta(seconds=1))

    def by_staff(self, deed: str, number: int) -> None:
        with writing():
            answer = db.get_one(Answer, self.answer[number])
            STAFF[deed](answer, by=self.staff[0].member)
        self.deliver()

    def report(self, number: int) -> None:
        with writing():
            by = self.staff[0].member
            reported = post_of(self.answer[number], to=by, lock=True)
            made, _ = reports.report(reported, by=Reporter(f"of {number}"), reason="rude")
            case, said = locked_case(made.case_id), Statement("rude", "It is.")
            reports.decide(case, reported, Deed.HIDE, by=by, statement=said, until=None)
        self.deliver()

    def appeal(self) -> None:
        with writing():
            decision = db.scalars(select(Decision)).one()
            reports.appeal(decision, by=self.nia.member, body="I did not.")
            made, by = db.scalars(select(Appeal)).one(), self.staff[1].member
            post = post_of(decision.about_id, to=by, lock=True)
            reports.hear(made, post, by=by, outcome="reversed", answer="You are right.")
        self.deliver()

    def help_on_days(self, many: str, days: str) -> None:
        for day in range(DAYS[days]):
            number = 1 if many == "one person" else min(day + 1, 5)
            self.go_to(day + 1)
            self.help(number)
            self.accept(number)

    def read(self) -> None:
        with writing():
            mine = db.get_one(Standing, self.nia.member_id)
            mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 30, 600

    def change(self, **facts: Any) -> None:
        with writing():
            db.execute(update(Member).where(Member.id == self.nia.member_id).values(**facts))

    def decide(self, deed: Callable[..., None], *facts: Any, **said: Any) -> None:
        with writing():
            deed(self.nia.member, *facts, by=self.staff[0].member, **said)
        self.deliver()

    def pause(self, days: int) -> None:
        with writing():
            standing.pause_window(self.nia.member, until=now() + timedelta(days=days))

    def ask(self) -> None:
        self.question = self.asks(self.nia, "Where do I park?")

    def vote_for_question(self, by: int) -> None:
        voter = self.neighbour(by)
        with writing():
            actions.vote_on(db.get_one(Thread, self.question), by=voter.member, value=1)

    def accept_neighbour(self, number: int) -> None:
        answer_id = self.answers(self.neighbour(number), self.question)
        self.nia.post(f"/threads/{self.question}/solution", answer_id=answer_id)


STAFF: dict[str, Callable[..., Any]] = {
    "confirm": actions.confirm_answer,
    "take the confirmation of": actions.withdraw_confirmation,
    "hide": actions.hide_post,
    "show": actions.unhide_post,
}
WHY = "She has done much for us."
LINES: dict[str, Callable[..., None]] = {
    r"day (\d+)": Nia.go_to,
    r"night": lambda story: story.deliver(),
    r"Nia helps (\d+)": Nia.help,
    r"(\d+) accepts": Nia.accept,
    r"(\d+) takes it back": lambda story, number: story.accept(number, "no"),
    r"(\d+) thanks": Nia.thank,
    r"(\d+) thanks and takes it back": Nia.thank_and_take_back,
    r"(\d+) votes for (\d+)": Nia.vote,
    r"(\d+) takes the vote for (\d+) back": lambda story, by, of: story.vote(by, of, 0),
    r"(\d+) people vote for (\d+)": Nia.vote_all,
    r"the last of them takes it back": lambda story: story.vote(120, 1, 0),
    r"staff (confirm|hide|show) (\d+)": Nia.by_staff,
    r"staff (take the confirmation of) (\d+) back": Nia.by_staff,
    r"a report about (\d+) is right": Nia.report,
    r"her appeal is right": Nia.appeal,
    r"(five people|one person) on (six|five) days": Nia.help_on_days,
    r"Nia reads for a while": Nia.read,
    r"Nia has just come": lambda story: story.change(joined_at=now()),
    r"Nia is under 18": lambda story: story.change(is_under_18=True),
    r"Nia is limited for (\d+) days": lambda story, days: story.change(
        limited_until=now() + timedelta(days=days)
    ),
    r"Nia pauses for (\d+) days": Nia.pause,
    r"Nia is an Advocate": lambda story: story.nia.stands_on(Rung.ADVOCATE),
    r"Nia steps back": lambda story: story.nia.post("/me/advocacy", wanted="no"),
    r"staff hold her as (\w+)": lambda story, rung: story.decide(
        standing.hold_rung, Rung(rung), reason=WHY
    ),
    r"staff let her go": lambda story: story.decide(standing.release_rung),
    r"Nia asks": Nia.ask,
    r"(\d+) votes for her question": Nia.vote_for_question,
    r"(\d+) answers her, and she accepts": Nia.accept_neighbour,
}
