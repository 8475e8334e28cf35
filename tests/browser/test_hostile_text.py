"""Every hostile string through every field people write in, then looked at in a real browser."""

import json
import os
import re
from pathlib import Path

import pytest

from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.architecture import copies
from tests.architecture.hostile import body_of, dangers, encoded
from tests.architecture.house import forms
from tests.architecture.sent_forms import SENT
from tests.browser.glass import Glass
from tests.cast import OURS, Person
from tests.conftest import ON_POSTGRES

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.browser,
    pytest.mark.skipif(ON_POSTGRES, reason="what a browser makes of a text, no database changes"),
]
REPOSITORY = Path(__file__).resolve().parents[2]
SECURITY = Path(os.environ.get("FOLKMOOT_DATA") or REPOSITORY / "../shared/data") / "security"
FORM = "application/x-www-form-urlencoded"
REFERENCE = re.compile(r"FM-[0-9A-Z]{8}")
WRITTEN = 303
TOO_MANY = 429
ON_ONE_TICKET = 120
LONGEST_CHUNK = 20_000
NOW_AND_THEN = 10  # where text is escaped sign by sign, every tenth page is enough for the browser


def read(name):
    path = SECURITY / name
    if not path.is_file():
        pytest.skip(f"NOT RUN: the real data is not there ({path}). Set FOLKMOOT_DATA.")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def hostile():
    lists = read("hostile-html.json")
    return [*lists["dompurify"], *lists["owasp"], *lists["bleach"]]


@pytest.fixture(scope="module")
def strings(hostile):
    return [*hostile, *read("naughty-strings.json")["strings"]]


@pytest.fixture(scope="module")
def first_town(tmp_path_factory):
    return copies.first_town(tmp_path_factory.mktemp("town"))


@pytest.fixture
def app(first_town, tmp_path):
    yield from copies.copied_app(first_town, tmp_path)


@pytest.fixture
def glass(app, browser):
    glass = Glass(app, browser)
    yield glass
    glass.close()


@pytest.fixture
def scribe(first_town, app, glass, strings):
    return Scribe(copies.moved_to(first_town, app), glass)


class Scribe:
    """Sends forms with hostile text in them, and reads every page that comes back.

    A parser reads all of them; what is rendered goes behind the glass of a browser too.
    """

    def __init__(self, town, glass):
        self.town, self.glass, self.read = town, glass, 0
        self.known = town.parts | {"revision": 1, "answer_revision": 1}
        self.known |= {"new_code": town.parts["reset_code"]}

    def send(self, form, who, url, fields, *, glass=False):
        """As a browser does, over a limit too: these tests are about texts, not about numbers."""
        pairs = [*encoded_anyhow(fields), *self._token(who)]
        answer = self._post(who, url, pairs)
        if answer.status_code == TOO_MANY:
            with writing():
                db.query(LimitWindow).delete()
            answer = self._post(who, url, pairs)
        assert answer.status_code < 500, f"{form}: {fields}"
        self.examine(answer, f"{form} answered {answer.status_code}", glass=glass)
        return answer

    def fill(self, form, text, *fields, who="", without=(), **parts):
        """The form as it is fine, but for these fields; where it leads to, if it was taken."""
        sent = SENT[form]
        known = self.known | parts
        kept = {name: value for name, value in sent.fine.items() if name not in without}
        fine = {name: value.format(**known) for name, value in kept.items()}
        fine |= dict.fromkeys(fields, text) | ({"nonce": ""} if "nonce" in fine else {})
        answer = self.send(form, who or sent.who, sent.url.format(**known), fine)
        return answer.location if answer.status_code == WRITTEN else None

    def opens(self, who, path, *, glass=False):
        answer = self.town.ask(who, path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return self.examine(answer, path, glass=glass)

    def examine(self, answer, what, *, glass=False):
        if answer.status_code == WRITTEN:
            return answer
        self.read += 1
        self.glass.alive += [f"{what}: {found}" for found in dangers(answer)]
        if glass or self.read % NOW_AND_THEN == 0:
            self.glass.look(answer, what)
        return answer

    def _post(self, who, url, pairs):
        options = {"method": "POST", "content_type": FORM, "headers": OURS}
        return self.town.ask(who, url, data=body_of(pairs), **options)

    def _token(self, who):
        person = self.town.people[who]
        return encoded({"csrf_token": person.csrf}) if isinstance(person, Person) else []


def encoded_anyhow(fields):
    """Half of a pair of surrogates too, as a broken program would send it."""
    return [(name.encode(), text.encode("utf-8", "surrogatepass")) for name, text in fields.items()]


def test_the_glass_sees_what_is_hostile_when_there_is_no_wall(app, glass, hostile):
    sample = hostile[::5]
    for number, text in enumerate(sample):
        bare = app.response_class(f"<!doctype html><body>{text}", mimetype="text/html")
        glass.look(bare, f"text {number} ")

    seen = {found.split(":")[0] for found in glass.alive if found.startswith("text")}
    assert len(seen) > len(sample) / 2


def test_questions_their_titles_their_changes_and_why_they_go_to_the_council(
    scribe, glass, strings
):
    for text in strings:
        moderator = {"who": "moderator"}
        path = scribe.fill("AskForm", text, "title", "body", **moderator)
        path = path or scribe.fill("AskForm", text, "body", **moderator)  # too long for a title
        if path is None:
            continue
        here = moderator | {"thread_id": int(re.findall(r"/threads/(\d+)", path)[0])}
        scribe.fill("EscalationForm", text, "reason", **here)
        scribe.fill("EscalationForm", "Too long", "reason", **here)  # the same ticket if it was not
        path = scribe.fill("EditQuestionForm", f"{text} !", "title", "body", **here) or path
        page = scribe.opens("agent", path).text
        scribe.opens("moderator", f"/threads/{here['thread_id']}/edit")
        scribe.opens("agent", f"/desk/tickets/{REFERENCE.findall(page)[0]}")
    for page in pages_of_list(scribe, "/threads"):
        glass.look(page, "the list of questions")

    assert scribe.read > 3 * len(strings)
    assert glass.alive == []


def test_answers_and_comments_and_their_changes(scribe, glass, strings):
    written = []
    for text in strings:
        as_neighbour = {"who": "moderator", "without": ("official", "in_short")}
        if path := scribe.fill("WriteAnswerForm", text, "body", **as_neighbour):
            answer_id = int(path.rpartition("-")[2])
            scribe.fill("WriteCommentForm", text, "body", who="moderator", answer_id=answer_id)
            written.append((answer_id, path.partition("#")[0]))
    look_at_all(scribe, "moderator", written)
    for (answer_id, _), text in zip(written, reversed(strings), strict=False):
        scribe.fill("EditPostForm", text, "body", who="moderator", answer_id=answer_id)
    look_at_all(scribe, "visitor", written)

    assert len(written) > len(strings) / 2
    assert glass.alive == []


def test_what_people_write_at_the_private_door(scribe, glass, strings):
    for text in strings:
        path = scribe.fill("ContactForm", text, "title", "name", "body")
        if path := path or scribe.fill("ContactForm", text, "body"):
            scribe.opens("visitor", path)
            scribe.opens("agent", f"/desk/tickets/{REFERENCE.findall(path)[0]}")
    scribe.opens("agent", "/desk", glass=True)

    assert scribe.read > 1.5 * len(strings)
    assert glass.alive == []


def test_what_is_written_on_tickets(scribe, glass, strings):
    for start in range(0, len(strings), ON_ONE_TICKET):
        thread = scribe.fill("AskForm", f"Question {start}", "title", who="asker")
        thread_id = int(re.findall(r"/threads/(\d+)", thread)[0])
        page = scribe.opens("asker", scribe.fill("EscalationForm", "", thread_id=thread_id))
        parts = {"reference": REFERENCE.findall(page.text)[0]}
        for text in strings[start : start + ON_ONE_TICKET]:
            scribe.fill("TicketMessageForm", text, "body", **parts)
            scribe.fill("TicketReplyForm", text, "body", **parts)
            scribe.fill("TicketMoveForm", text, "text", **parts)
        scribe.opens("agent", f"/desk/tickets/{parts['reference']}", glass=True)
        scribe.opens("asker", f"/tickets/{parts['reference']}", glass=True)

    assert glass.alive == []


def test_names(scribe, glass, strings):
    taken = 0
    for text in strings:
        scribe.fill("SignUpForm", text, "name")
        if scribe.fill("NameForm", text, "name"):
            scribe.opens("citizen", "/me/account")
            taken += 1

    assert taken > 50
    assert glass.alive == []


@pytest.mark.parametrize("form", sorted(SENT))
def test_all_strings_in_all_fields_of_a_form_at_once(scribe, glass, strings, form):
    """Also where no text belongs: whatever is refused is shown back, and is harmless there too."""
    fields = [field.name for field in forms()[form]()]
    for chunk in chunks(strings):
        url = SENT[form].url.format(**scribe.known)
        scribe.send(form, SENT[form].who, url, dict.fromkeys(fields, chunk), glass=True)

    assert glass.alive == []


def chunks(strings):
    """All strings in a few texts: where every sign is escaped, neighbours do no harm."""
    text = ""
    for string in strings:
        if len(text) + len(string) > LONGEST_CHUNK:
            yield text
            text = ""
        text += f" {string}"
    yield text


def look_at_all(scribe, who, written):
    for path in sorted({path for _, path in written}):
        scribe.opens(who, path, glass=True)


def pages_of_list(scribe, path):
    """Every page of a list, by the links to the next one."""
    while path:
        page = scribe.town.ask("visitor", path)
        yield page
        further = re.findall(r'href="([^"]*cursor=[^"]+)"[^>]*rel="next"', page.text)
        path = further[0].replace("&amp;", "&") if further else None
