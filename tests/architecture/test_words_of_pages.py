"""Every word of ours that people read can be translated: a language nobody speaks shows it."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from flask_babel import get_domain
from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import settling
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.languages import PSEUDO
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.site import describe_site
from tests.architecture.house import reads
from tests.architecture.marked import Translated, text_of, unmarked, written_by_people
from tests.architecture.sources import told
from tests.architecture.town import Town

READ = {"text/html", "application/atom+xml"}
# What stands in the parts are examples of what people say; the other one is asked on its own.
ELSEWHERE = {"design.components", "installing.offline"}
LINKS = ("first_day_code", "followed", "invitation_code", "reset_code", "token", "verify_code")


def test_every_sentence_of_every_page_can_be_translated(town):
    unwrapped = _unwrapped_for(town, "moderator", "admin")

    assert not unwrapped, told(
        "Wrap what people read in _(), or name its table to the reader with say().", unwrapped
    )


def test_every_sentence_that_citizens_meet_is_there_in_welsh(town):
    get_domain().cache[PSEUDO.locale, "messages"] = Translated()

    untranslated = _unwrapped_for(town, "visitor", "asker", "citizen")

    assert not untranslated, told(
        "Wrap it in _() or name it with say(), run `make words`, and translate it.", untranslated
    )


def test_every_sentence_of_the_mails_is_there_in_welsh(town):
    get_domain().cache[PSEUDO.locale, "messages"] = Translated()
    _send_again_marked(town)

    content = written_by_people()
    untranslated = sorted(
        {f"{kind}: {words!r}" for kind, text in _mails(town) for words in unmarked(text, content)}
    )

    assert not untranslated, told("Whoever makes the letter calls say().", untranslated)


@pytest.mark.parametrize("is_in_welsh", [False, True])
def test_the_page_without_a_network_says_all_in_the_language_of_the_place(town, is_in_welsh):
    if is_in_welsh:
        get_domain().cache[PSEUDO.locale, "messages"] = Translated()
    with writing():
        describe_site(language=PSEUDO.code)

    assert list(_unwrapped(town, "visitor", "/offline", written_by_people())) == []


def _unwrapped_for(town: Town, *people: str) -> list[str]:
    """What is not marked on any page, in any state it can be in, that one of them opens.

    These see all there is: who may not open a page is told so in words of ours, too.
    """
    town.states["dead"] = dict.fromkeys(LINKS, "dead")
    content = written_by_people()
    found = {
        f"{route.endpoint}: {words!r}"
        for route in reads(town.app)
        if not route.is_api and route.endpoint not in ELSEWHERE
        for state in ("", *town.states_of(route))
        for who in people
        for words in _unwrapped(town, who, town.address(route, state), content)
    }
    return sorted(found)


def _unwrapped(town: Town, who: str, address: str, content: str) -> Iterator[str]:
    answer = town.ask(who, f"{address}?lang=en-XA")
    if answer.mimetype not in READ or answer.status_code in (301, 302, 303):
        return
    yield from unmarked(text_of(answer.text), content)


def _send_again_marked(town: Town) -> None:
    """Every mail of the town once more, to people who read that language in a place that does."""
    with writing():
        db.execute(update(Member).values(language=PSEUDO.code))
        describe_site(language=PSEUDO.code)
        again = {"state": "waiting", "due_at": now(), "attempts": 0}
        db.execute(update(OutgoingMail).values(again))
    settling.settle(town.app, seconds=30)


def _mails(town: Town) -> Iterator[tuple[str, str]]:
    """The subject and each text of every mail that went out."""
    files = list((town.app.config["FOLKMOOT"].HOME / "mail").glob("*.eml"))
    assert len(files) > 10
    for file in files:
        mail = message_from_bytes(file.read_bytes(), policy=default)
        bodies = (mail.get_body((kind,)) for kind in ("plain", "html"))
        plain, html = (body.get_content() if body else "" for body in bodies)
        yield from ((mail["Subject"], text) for text in (mail["Subject"], plain, text_of(html)))
