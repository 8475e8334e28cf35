"""What is looked at in browsers at the ends of pages is really there: nothing yet, or a mistake."""

import re

import pytest

from config import Config
from forum.app import create_app
from forum.kernel.schema import create_everything
from tests.browser.states import EMPTY, PEOPLE, SENT_EMPTY
from tests.cast import Visitor, make_person
from tests.conftest import SECRET, close

# The first form that is sent, as `SEND` in tests/browser/looking.py finds it.
FORM = re.compile(
    r'<form class="[^"]*\bstack\b[^"]*" method="post" action="([^"]*)".*?</form>', re.DOTALL
)
CARRIED = re.compile(r'<input type="hidden" name="(?!csrf_token)(\w+)" value="([^"]*)"')
TYPED = re.compile(r'class="input"[^>]* name="(\w+)"')


@pytest.fixture
def first_day(tmp_path):
    home = tmp_path / "first-day"
    app = create_app(Config(HOME=home, SECRET_KEY=SECRET, TESTING=True))
    create_everything(app)
    with app.app_context():
        people = {who: make_person(app, name, role=role) for who, (name, role) in PEOPLE.items()}
        yield people | {"visitor": Visitor(app)}
    close(app)


def test_every_page_opens_on_the_first_day(first_day):
    opened = {path: first_day[who].get(path).status_code for _name, who, path in EMPTY}

    assert opened == dict.fromkeys(opened, 200)
    assert len(opened) == len(EMPTY)


def test_a_form_that_is_sent_empty_comes_back_with_what_is_wrong(town):
    fine = []
    for name, who, path in SENT_EMPTY:
        answer = sent_empty(town.people[who], path.format(**town.parts))
        if answer.status_code != 422 or 'id="errors"' not in answer.text:
            fine.append(f"{name}: {answer.status_code}")

    assert fine == []


def sent_empty(person, path):
    page = person.get(path).text
    form = FORM.search(page[page.index("<main") :])
    assert form, path
    empty = dict.fromkeys(TYPED.findall(form[0]), "")
    return person.post(form[1], **(empty | dict(CARRIED.findall(form[0]))))
