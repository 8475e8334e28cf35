"""From the front page, signed out, in a cold browser without JavaScript: how many presses it takes.

Links, buttons and choices count, the link in a mail too; writing does not. Where an account is
needed, the person has one and signs in on the way.
"""

import pytest

from forum.home.demo.people import PASSWORD
from tests.journeys.people import Presser
from tests.services.mailsink import running_mailsink
from tests.services.town import running_town

pytestmark = pytest.mark.browser

QUESTION = "Juice cartons: blue bin or grey?"
IDEA = "Places for cargo bikes at the market"


@pytest.fixture(scope="module")
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture(scope="module")
def demo_town(browser, mailsink, tmp_path_factory):
    with running_town(tmp_path_factory.mktemp("home"), smtp_url=mailsink.url) as town:
        town.command("demo")
        yield town


@pytest.fixture
def cold(browser, demo_town, mailsink):
    """Somebody who opens the front page for the first time."""
    contexts = []

    def sit_down(name="Nora Vale"):
        context = browser.new_context(base_url=demo_town.url, java_script_enabled=False)
        context.set_default_timeout(20_000)
        contexts.append(context)
        person = Presser(context.new_page(), demo_town, mailsink, name)
        person.opens("/")
        return person

    yield sit_down
    for context in contexts:
        context.close()


def signs_in(person, name):
    person.fills({"Your e-mail address": f"{name}@ashmere.example", "Your password": PASSWORD})
    person.presses("Sign in")


def goes_to_sign_in(person):
    """By the link of this page, which leads back to it."""
    person.pressed.append("Sign in")
    person.page.get_by_role("main").get_by_role("link", name="Sign in", exact=True).first.click()


def chooses(person, label):
    person.pressed.append(label)
    person.page.get_by_label(label).first.check()


def test_find_an_answer(cold):
    nora = cold()

    nora.fills({"Search questions and answers": "juice cartons"})
    nora.presses("Search")
    nora.follows(QUESTION)

    nora.reads(QUESTION, "Solved")
    assert len(nora.pressed) <= 2


def test_contact_the_council_in_private_and_check_the_ticket(cold):
    nora = cold()

    nora.follows("contact the council in private")
    nora.fills({"In a few words": "My bill", "Your message": "It went to my old address."})
    nora.fills({"Your name": nora.name, "Your e-mail": nora.email})
    nora.presses("Send to the council")
    nora.reads("We have your message", "We promise")
    assert len(nora.pressed) <= 6
    reference = nora.page.locator(".ref").first.inner_text()

    later = cold()
    later.follows("check a ticket")
    later.fills({"Your reference": reference, "Your e-mail": nora.email})
    later.presses("Show my ticket")

    later.reads("It went to my old address.")
    assert len(later.pressed) <= 2


def test_support_an_idea(cold):
    ada = cold()

    ada.follows(IDEA)
    ada.follows("Sign in to support it")
    signs_in(ada, "ada")
    ada.reads(IDEA)
    ada.presses("Support this idea")

    ada.reads("You support this")
    assert len(ada.pressed) <= 5


def test_ask_everybody(cold):
    ada = cold()

    ada.follows("Ask")
    goes_to_sign_in(ada)
    signs_in(ada, "ada")
    ada.fills({"Your question": "Who mends the lamp?", "What happened": "It is dark."})
    ada.page.get_by_label("Topic").select_option("streets")
    ada.presses("Post my question")

    ada.reads("Who mends the lamp?", "It is dark.")
    assert len(ada.pressed) <= 6


def test_report_a_post(cold):
    nora = cold()

    nora.follows(QUESTION)
    nora.follows("Report")
    chooses(nora, "It is advertising")
    nora.presses("Send the report")

    nora.reads("We have your report")
    assert len(nora.pressed) <= 6


def test_answer_and_be_thanked_and_accepted(cold):
    ada, ben = cold(), cold()
    ada.follows("Sign in")
    signs_in(ada, "ada")
    path = ada.asks("Who tunes the xylophone of the bandstand?")

    ben.opens(path)
    goes_to_sign_in(ben)
    signs_in(ben, "ben")
    ben.fills({"Your answer": "The school of music does."})
    ben.presses("Post answer")
    ben.reads("The school of music does.")

    ada.opens(path)
    ada.presses("Thank")
    ada.presses("This solved it")

    ada.reads("Solution")
