"""The articles of the demo borough, made from what its people asked; the same each time."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.articles import actions
from forum.articles.actions import Draft, Source
from forum.articles.states import State
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.threads.briefs import brief_of, today
from forum.threads.models import Thread
from forum.topics.queries import topic_called


@dataclass(frozen=True)
class Leaf:
    """`asked` is the title of the question it was made from; it holds for `days` days."""

    topic: str
    by: str
    when: str
    title: str
    in_short: str
    words: str
    asked: str = ""
    days: int = 0
    is_draft: bool = False


LEAVES = (
    Leaf(
        "parking",
        "Dev Patel",
        "17w 10:05",
        "Renewing a parking permit when the form cannot find your address",
        "Choose “My address is not listed” and type the number on your Council Tax bill.",
        "The form knows postal addresses only, so it misses some flats.\n\n"
        "1. On the first page choose **My address is not listed**, at the very bottom.\n"
        "2. Type the number on your Council Tax bill, not the one on your door.\n"
        "3. Add a photo of the bill. You can cover the amounts.\n\n"
        "If it still refuses, the desk at Ashmere Library renews it while you wait. Bring the bill "
        "and the old permit.",
        asked="Permit renewal says my address does not exist",
    ),
    Leaf(
        "bins",
        "Wanda Brook",
        "15w 14:30",
        "What goes into the blue bin",
        "Paper, card, tins, bottles and, since January, juice cartons.",
        "- Paper and card, flat and dry\n- Tins and foil\n- Bottles and tubs, with their lids on\n"
        "- Juice and milk cartons, rinsed\n\n"
        "Nothing with food on it, and no bags. The old stickers on the bins still say otherwise.",
        asked="Which bin do juice cartons go in now?",
    ),
    Leaf(
        "council-tax",
        "Sunita Rao",
        "11w 11:20",
        "Council Tax when you move",
        "You pay from the day the flat is yours, even before you move in.",
        "Tell us the day you get the keys and the day you give the old ones back. You never pay "
        "for two homes of which one is rented out.\n\nA flat that is empty and has no furniture "
        "can be free for a month. Ask us before the bill comes, so that it is right at once.",
        asked="Do I pay Council Tax on a flat I have not moved into yet?",
    ),
    Leaf(
        "streets",
        "Mara Stone",
        "10w 09:40",
        "While Mill Lane has no lights",
        "Walk along Fenside Road in the dark. The lights on it stay on all night.",
        "The old lights in Mill Lane are off until the new ones are up. The way through Fenside "
        "Road takes four minutes more, and its lights stay on all night.",
        days=8,
    ),
    Leaf(
        "bulky",
        "Wanda Brook",
        "6w 15:10",
        "Getting rid of furniture without a car",
        "We fetch up to five pieces from your door, for one price.",
        "Book a day, and put the pieces by your door the evening before. Whoever cannot carry "
        "them says so when booking: two people come in for them.",
        asked="How do I get rid of a sofa without a car?",
        is_draft=True,
    ),
)


def load(diary: Diary) -> None:
    """Write down who wrote which article, and from which question."""
    for leaf in LEAVES:
        moment = at_desk(diary.when(leaf.when))
        diary.write(moment, partial(_write, leaf))


def _write(leaf: Leaf) -> None:
    by = db.scalars(select(Member).where(Member.name == leaf.by)).one()
    body = write_up(leaf.words)
    until = today() + timedelta(days=leaf.days) if leaf.days else None
    brief = brief_of(leaf.in_short, body, until=until)
    draft = Draft(topic_called(leaf.topic).id, leaf.title, body, brief)
    article = actions.write_article(draft, by=by, sources=_sources(leaf))
    if not leaf.is_draft:
        actions.move_article(article, State.PUBLISHED, by=by)


def _sources(leaf: Leaf) -> list[Source]:
    """The question and what solved it."""
    rows = select(Thread.id, Thread.solution_id).where(Thread.title == leaf.asked)
    found = db.execute(rows).first()
    return [Source(id_) for id_ in found if id_] if found else []
