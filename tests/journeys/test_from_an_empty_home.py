"""From an empty home to a live town in a browser: one link from `init`, and at most 40 presses."""

import re

import pytest

from tests.journeys.people import PASSWORD, Presser
from tests.services.mailsink import running_mailsink
from tests.services.town import running_town

pytestmark = pytest.mark.browser

MOST_PRESSES = 40
TEXTS = {
    "Write the privacy notice": "Privacy notice",
    "Write the house rules": "House rules",
    "Say when you moderate": "When we moderate",
}


@pytest.fixture(scope="module")
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture(scope="module")
def new_home(browser, mailsink, tmp_path_factory):
    """A home that nobody has entered yet, served, with a mail server beside it."""
    home = tmp_path_factory.mktemp("home")
    with running_town(home, smtp_url=mailsink.url, is_open=False) as town:
        yield town


@pytest.fixture
def somebody(browser, new_home, mailsink):
    contexts = []

    def sit_down(name):
        context = browser.new_context(base_url=new_home.url, java_script_enabled=False)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Presser(context.new_page(), new_home, mailsink, name)

    yield sit_down
    for context in contexts:
        context.close()


def first_day_link(town):
    """What `folkmoot init` prints to whoever set the place up."""
    return re.findall(r"/first-day/[0-9a-f]+", town.command("init"))[0]


def begins(mona, link):
    mona.opens(link)
    mona.fills({"Your name": mona.name, "Your e-mail": mona.email, "Choose a": PASSWORD})
    mona.presses("Begin")
    mona.sets_up_a_phone()
    mona.reads("The first day", "0 of 10 are done")


def says_who_we_are(mona):
    mona.follows("Say who you are")
    mona.fills({"Name": "Ask Ashmere", "Place": "Ashmere Borough", "Phone": "01632 960140"})
    mona.fills({"Accent colour": "#1b5c7a"})
    mona.presses("See what changes")
    mona.reads("What changes", "Ashmere Borough")
    mona.presses("Save it so")
    mona.reads("1 of 10 are done")


def writes_texts(mona):
    for link, title in TEXTS.items():
        mona.follows(link)
        mona.reads(title, "A text to start from")
        mona.presses("See how it reads")
        mona.presses("Save it so")


def test_a_manager_goes_from_an_empty_home_to_a_live_town(somebody, new_home):
    names = ("Mona Quist", "Dev Patel", "Ada Okafor", "Eve Shaw")
    mona, dev, ada, eve = (somebody(name) for name in names)
    begins(mona, first_day_link(new_home))

    eve.opens("/sign-up")
    eve.reads("By invitation for now", "It is not open yet")

    says_who_we_are(mona)
    mona.presses("Send a test mail to me")
    mona.mail("this is it: mails go out")
    mona.follows("Add services and topics")
    mona.presses("Add the starter set")
    mona.follows("The first day")
    mona.presses("We have nothing to bring")
    writes_texts(mona)
    mona.presses("Make one and read it back")
    invites(mona, dev)
    mona.follows("The first day")
    mona.sees_in_time("10 of 10 are done")
    mona.presses("Open the site")
    mona.reads("The site is open. Everybody can sign up and ask.")

    ada.signs_up()
    ada.follows("Ask a question")
    ada.fills({"Your question": "When is my bin emptied?", "What happened": "It was not."})
    ada.page.get_by_label("Topic").select_option("bins-and-recycling")
    ada.page.get_by_label("Ask everyone").check()
    ada.presses("Post my question")
    ada.reads("When is my bin emptied?", "Ask Ashmere", "Privacy notice")

    pressed = [*mona.pressed, *dev.pressed, *ada.pressed]
    assert len(pressed) <= MOST_PRESSES, pressed


def invites(mona, dev):
    """One more member of staff, so that the place does not hang on one person."""
    mona.follows("Invite people")
    mona.follows("Invite somebody")
    mona.fills({"Their e-mail": dev.email, "Their name": dev.name})
    mona.page.get_by_label("Agent").check()
    mona.presses("Send the invitation")

    dev.follows_mail("/invitations/")
    dev.reads("You are invited", "Ask Ashmere")
    dev.fills({"Choose a": PASSWORD})
    dev.presses("Accept")
    dev.sets_up_a_phone()
    dev.opens("/desk")
    dev.reads(dev.name)
