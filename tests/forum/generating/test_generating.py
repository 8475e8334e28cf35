"""A place for measuring: exactly as large as asked, the same for a seed, sound, and never real."""

from random import Random

import pytest
from click.testing import CliRunner

from forum.accounts.models import Member
from forum.generating.cli import generate_posts
from forum.generating.filling import generate
from forum.generating.prose import Writer
from forum.generating.talks import Talks
from forum.generating.words import VOCABULARY
from forum.kernel.db import db, fresh_reading
from forum.kernel.errors import Refused
from forum.kernel.events import Pending, PublishedEvent
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.kernel.text import render
from forum.reputation.models import Reputation
from forum.threads.models import Answer, Comment, Thread

SOME = 400


def looked_at(query):
    with fresh_reading():
        return query()


def how_many(model):
    return looked_at(lambda: db.query(model).count())


def findings():
    return looked_at(lambda: [f for check in house().checks.values() for f in check()])


def test_there_are_exactly_as_many_posts_as_asked_and_nothing_waits(app, deliver):
    generate(SOME, seed=7)

    counts = [how_many(model) for model in (Thread, Answer, Comment)]
    assert sum(counts) == SOME == looked_at(lambda: house().stats["posts"]())
    assert min(counts) > 30
    assert how_many(PublishedEvent) >= SOME
    assert how_many(Pending) == 0
    deliver()
    assert how_many(OutgoingMail) == 0
    assert findings() == []


def test_what_was_earned_is_folded(app):
    generate(SOME, seed=7)

    solved = looked_at(lambda: db.query(Thread).filter(Thread.solution_id.is_not(None)).count())
    points = looked_at(lambda: sum(row.points for row in db.query(Reputation)))
    assert solved > 3
    assert points == solved * (15 + 2)


def test_nobody_in_it_can_sign_in_or_be_mailed(app):
    generate(SOME, seed=7)

    for member in looked_at(lambda: db.query(Member).all()):
        assert (member.is_active, member.email, member.password_hash) == (False, None, None)


def test_another_seed_adds_more_and_the_same_one_is_refused_in_words(app):
    generate(50, seed=7)
    with pytest.raises(Refused, match="--seed 8"):
        generate(50, seed=7)

    generate(60, seed=8)

    assert looked_at(lambda: house().stats["posts"]()) == 110
    assert findings() == []


def test_the_same_seed_gives_the_same_talks_and_another_one_others():
    first, again, other = (list(Talks(SOME, Random(seed), topics=8, tags=30)) for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_a_place_with_real_people_is_left_alone(app, ada):
    with pytest.raises(Refused, match="Real people have joined here"):
        generate(50, seed=7)

    assert how_many(Thread) == 0


def test_the_html_is_what_the_renderer_makes_of_the_text():
    writer = Writer(Random(5))
    texts = [writer.text(words) for words in (2, 15, 60, 61, 250, 900)]

    assert [render(prose.body) for prose in texts] == [prose.html for prose in texts]
    kinds = " ".join(prose.html for prose in texts)
    assert "<li>" in kinds
    assert "<strong>" in kinds


def test_few_words_stand_everywhere_and_many_are_rare():
    words = Writer(Random(5)).text(20_000).body.lower().split()

    often = sum(word in VOCABULARY[:20] for word in words) / len(words)
    different = {word.strip("*.-") for word in words}
    assert 0.25 < often < 0.6
    assert 1_500 < len(different) < len(VOCABULARY)


def test_the_page_of_a_generated_question_shows(app, visitor):
    generate(50, seed=7)
    thread = looked_at(lambda: db.query(Thread).order_by(Thread.answer_count.desc()).first())

    page = visitor.get(f"/threads/{thread.id}-{thread.slug}")

    assert page.status_code == 200
    assert thread.title in page.text


def test_the_command_says_how_fast_it_was_and_refuses_in_a_sentence(app):
    done = CliRunner().invoke(generate_posts, ["--posts", "60", "--seed", "3"])
    wrong = CliRunner().invoke(generate_posts, ["--posts", "0"])

    assert "60 posts in" in done.output
    assert looked_at(lambda: house().stats["posts"]()) == 60
    assert wrong.exit_code == 2
