"""What there is to see: every page of the site with somebody who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import select

from forum.accounts.current import cookie_name
from forum.accounts.halfway import mark_of, name_of_mark
from forum.accounts.models import Member
from forum.accounts.sign_ins import begin_sign_in
from forum.kernel import settling
from forum.kernel.db import db, writing
from tests.architecture.house import Route, reads
from tests.architecture.town import Town as Sample
from tests.architecture.town import build, write_more
from tests.browser import states
from tests.cast import Person, Visitor
from tests.races.towns import inside
from tests.services.town import Town, running_town

NEIGHBOURS = {
    "asker": "Ada Okafor",
    "citizen": "Ben Hallam",
    "advocate": "Joyce Adeyemi",
    "moderator": "Cleo Marsh",
    "agent": "Dev Patel",
    "policy": "Pia Lind",
    "manager": "Mara Stone",
    "admin": "Adam Reed",
    "suspended": "Max Thorne",
}
NOT_PAGES = {
    "alerts.feed": "a feed for a program",
    "alerts.service_feed": "a feed for a program",
    "articles.feed": "a feed for a program",
    "design.asset": "a file of the look, loaded by every page",
    "design.theme_sheet": "a file of the look, loaded by every page",
    "disclosures.feed": "a feed for a program",
    "disclosures.index_csv": "a table for a program",
    "disclosures.index_json": "JSON for a program",
    "home.logo": "a picture, loaded by every page",
    "found.part": "a list for robots",
    "found.robots": "a file for robots",
    "found.sitemap": "a list for robots",
    "fairness.figures_csv": "a table for a program",
    "fairness.figures_json": "figures for a program",
    "grievances.figures_json": "figures for a program",
    "health.metrics": "figures for a program",
    "health.parts": "JSON for a program",
    "health.process": "JSON for a program",
    "ideas.feed": "a feed for a program",
    "imports.old_address": "sends on to the thread's own page",
    "macros.choose": "sends on to the macro that was chosen",
    "installing.manifest": "JSON for a browser",
    "installing.worker": "a script for a browser",
    "openapi.spec": "JSON for a program",
    "people.offer_people": "JSON for a form that is open",
    "people.own_data": "a file with all that is kept about somebody, to download",
    "waits.figures_csv": "a table for a program",
    "waits.figures_json": "figures for a program",
    "owners.figures_json": "figures for a program",
    "reports.transparency_csv": "a table for a program",
    "reports.transparency_json": "JSON for a program",
    "threads.feed": "a feed for a program",
    "threads.news": "a part that goes into an open page",
    "threads.offer_tags": "JSON for a form that is open",
    "threads.tag_feed": "a feed for a program",
    "mail_in.show_file": "a file that came by mail, to look at or to download",
    "uploads.show": "a picture in a post",
    "threads.thread_feed": "a feed for a program",
    "threads.topic_feed": "a feed for a program",
}
MAIN_ROLE = {"anyone": "visitor", "member": "citizen", "staff": "moderator", "desk": "agent"}
OWN_ROLE = {
    "grievances.complain": "asker",
    "grievances.review": "admin",
    "grievances.show": "asker",
    "helpdesk.opened": "asker",
    "helpdesk.show": "asker",
    "helpdesk.mine": "asker",
    "helping.group": "advocate",
    "helping.index": "advocate",
    "helping.queue": "advocate",
    "advisory.show": "citizen",
    "inside.index": "citizen",
    "rounds.show": "citizen",
    "integrity.show": "citizen",
    "leaving.show": "citizen",
    "persons.own": "asker",
    "reports.appeal": "asker",
    "reports.show": "asker",
    "ideas.new": "citizen",
    "ideas.show": "asker",
    "subtasks.show": "agent",
    "threads.ask": "citizen",
    "threads.edit_comment": "asker",
    "threads.edit_question": "asker",
    "threads.show": "asker",
}
# The same pages as others see them, and what is shown when something is refused.
ALSO = (
    ("alerts.index, by a visitor", "visitor", "/alerts?service=parking", 200),
    ("announcements.show, a draft", "agent", "/desk/alerts/{draft_id}", 200),
    ("advisory.index, by a visitor", "visitor", "/advisory", 200),
    ("advisory.show, with minutes", "visitor", "/advisory/{minuted_id}", 200),
    ("inside.index, shut", "asker", "/inside", 200),
    ("rounds.index, by a visitor", "visitor", "/rounds", 200),
    ("rounds.show, by a visitor", "visitor", "/rounds/{public_round_id}", 200),
    ("hosting.show, to be published", "agent", "/desk/rounds/{ended_round_id}", 200),
    ("meetings.show, to be minuted", "policy", "/desk/advisory/{past_meeting_id}", 200),
    ("meetings.show, to be answered", "policy", "/desk/advisory/{minuted_id}", 200),
    ("mail_follows.new, of a question", "visitor", "/follow?subject={thread_id}", 200),
    ("helping.index, by others", "asker", "/helping", 403),
    ("threads.topic, by an advocate", "advocate", "/topics/{slug}", 200),
    ("people.me, of an advocate", "advocate", "/me", 200),
    ("home.index, by a member", "asker", "/", 200),
    ("ideas.index, as a member", "asker", "/ideas?order=rising", 200),
    ("ideas.index, of a board", "visitor", "/ideas?board={board}", 200),
    ("ideas.new, with ideas like it", "citizen", "/ideas/new?title=A+bench+at+the+stop", 200),
    ("ideas.show, by a visitor", "visitor", "/ideas/{idea_id}-{idea_slug}", 200),
    ("ideas.show, by the policy team", "policy", "/ideas/{idea_id}-{idea_slug}", 200),
    ("threads.show", "visitor", "/threads/{thread_id}-{thread_slug}", 200),
    ("threads.show, no ticket", "moderator", "/threads/{repeated_id}-{repeated_slug}", 200),
    ("threads.show, by staff", "agent", "/threads/{thread_id}-{thread_slug}", 200),
    ("threads.ask, by a visitor", "visitor", "/ask", 200),
    ("people.privacy, invited", "asker", "/me/privacy", 200),
    ("referrals.mine, not yet", "agent", "/me/invitation", 200),
    ("referrals.show, replaced", "visitor", "/join/zzzzzzzzzzzzzzzz", 404),
    ("people.me, of staff", "agent", "/me", 200),
    ("search.results, some", "visitor", "/search?q=permit", 200),
    ("search.results, of one kind", "visitor", "/search?q=permit&kind=thread&solved=no", 200),
    ("search.results, none", "visitor", "/search?q=xylophone", 200),
    (
        "bundles.show, with another",
        "agent",
        "/desk/tickets/{private}/others?other={reference}",
        200,
    ),
    ("problems.index, for a ticket", "agent", "/desk/problems?ticket={private}", 200),
    ("macros.edit, a ready answer", "manager", "/desk/ready/answer/{answer_of_macro}/edit", 200),
    ("desk.queue, narrowed down", "agent", "/desk?pace=soon&who=nobody", 200),
    ("beginners.index, of somebody new", "admin", "/desk/beginners", 200),
    ("morning.show, of a manager", "manager", "/desk/morning", 200),
    ("owners.index, of a manager", "manager", "/desk/transfers", 200),
    ("desk.ticket, passed on to one", "admin", "/desk/tickets/{answered}", 200),
    ("desk.ticket, private", "agent", "/desk/tickets/{private}", 200),
    ("reports.new, of a post", "visitor", "/reports/new?subject={answer_id}", 200),
    ("grievances.complain, refused", "asker", "/tickets/{reference}/grievances", 403),
    ("helpdesk.show, asked how it was", "asker", "/tickets/{answered}", 200),
    ("threads.show, with a hat of one’s own", "citizen", "/threads/{thread_id}-{thread_slug}", 200),
    ("surveys.show, answered", "visitor", "/surveys/{answered_question}", 200),
    ("no such page", "visitor", "/nothing-here", 404),
    ("second_step.show_code, half way", "half way", "/sign-in/code", 200),
    ("second_step.show, to set it up", "agent", "/me/sign-in/second-step", 200),
    ("own_tokens.index, of staff", "admin", "/me/tokens", 200),
    ("sign in first", "visitor", "/me", 401),
    ("not for you", "citizen", "/desk", 403),
)


@dataclass(frozen=True)
class Sight:
    """One page as one person sees it."""

    name: str
    who: str
    path: str
    status: int = 200
    sent: bool = False


@dataclass
class Show:
    """A served town with one of everything in it.

    `extremes` are pages with titles that have no end, and forms that come back with mistakes.
    """

    town: Town
    app: Flask
    sample: Sample
    extremes: list[Sight] = field(default_factory=list)

    @property
    def sights(self) -> list[Sight]:
        return [*self.pages, *self.others]

    @property
    def pages(self) -> list[Sight]:
        """Every route that can be read, but those that are no pages."""
        known = [route for route in reads(self.app) if is_page(route)]
        return [Sight(r.name, self.main_role(r), self.sample.address(r)) for r in known]

    @property
    def others(self) -> list[Sight]:
        states = self.sample.states
        kept = {"private": states["private"]["reference"], "draft_id": states["draft"]["alert_id"]}
        kept["answered_question"] = states["answered question"]["survey_token"]
        parts = self.sample.parts | kept
        return [Sight(name, who, path.format(**parts), code) for name, who, path, code in ALSO]

    def main_role(self, route: Route) -> str:
        level = self.app.extensions["house"].access[route.endpoint]
        return OWN_ROLE.get(route.endpoint) or MAIN_ROLE.get(level, level)

    def sit_down(self, browser: Browser, who: str, **options: object) -> BrowserContext:
        """A browser in which this person is signed in, and nothing moves."""
        still = {"base_url": self.town.url, "reduced_motion": "reduce", "service_workers": "block"}
        context = browser.new_context(**(still | options))  # type: ignore[arg-type]
        if carried := self._carried_by(who):
            cookie = dict(zip(("name", "value"), carried, strict=True)) | {"url": self.town.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context

    def _carried_by(self, who: str) -> tuple[str, str] | None:
        """Name and value of the cookie in this person's browser."""
        if who == "half way":
            agent = db.get_one(Member, self.sample.person("agent").member_id)
            return name_of_mark(), mark_of(agent)
        person = self.sample.people[who]
        return (cookie_name(), person.secret) if isinstance(person, Person) else None


def is_page(route: Route) -> bool:
    return not route.is_api and route.endpoint not in NOT_PAGES


def signed_in(app: Flask, name: str) -> Visitor:
    """Somebody of the demo town, with a browser of their own."""
    with writing():
        member = db.scalars(select(Member).where(Member.name == name)).one()
        secret = begin_sign_in(member, browser="Test", second_step=True)
        return Person(app, member_id=member.id, secret=secret)


@contextmanager
def running_show(home: Path) -> Iterator[Show]:
    """The demo town in a real server, and in it what the house rules look at."""
    with running_town(home, requests_per_minute="0") as town, inside(town) as app:
        town.command("demo")
        people = {who: signed_in(app, name) for who, name in NEIGHBOURS.items()}
        sample = build(app, {"visitor": Visitor(app)} | people)
        write_more(sample)
        sample.people["half way"] = Visitor(app)
        extremes = [Sight(*facts) for facts in states.extremes_of(sample)]
        settling.settle(app, seconds=30)
        db.rollback()
        yield Show(town, app, sample, extremes)
