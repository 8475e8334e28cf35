"""Everybody can have all that is kept about them, for programs to read; nobody else can."""

import json

import pytest

from forum.kernel.db import writing
from forum.kernel.house import house
from forum.threads.actions import thank
from forum.threads.queries import visible_answer
from tests.cast import Person, Visitor


@pytest.fixture
def export(app):
    def everything_about(person: Person):
        headers = {"Authorization": f"Bearer {person.token()}"}
        answer = Visitor(person.app).get("/api/v1/me/export", headers=headers)
        assert answer.status_code == 200
        return json.loads(answer.data)["rows"]

    return everything_about


def test_it_has_ones_own_words_and_deeds(ada, ben, answer_id, export):
    with writing():
        thank(visible_answer(answer_id, to=None), by=ada.member)

    hers, his = export(ada), export(ben)

    assert [thread["title"] for thread in hers["threads"]] == ["My permit is lost"]
    assert [thanks["answer_id"] for thanks in hers["thanks"]] == [answer_id]
    assert hers["account"][0]["name"] == "Ada Okafor"
    assert hers["answers"] == []
    assert [answer["body"] for answer in his["answers"]] == ["Ask at the desk."]
    assert his["thanks"] == []


def test_it_says_that_one_wants_to_be_found(ada, ben, export):
    ada.post("/me/finding", wanted="yes")

    assert [row["member_id"] for row in export(ada)["findable"]] == [ada.member_id]
    assert export(ben)["findable"] == []


def test_it_names_every_table_of_the_installed_rooms(ada, export):
    assert set(export(ada)) == set(house().personal)


def test_it_opens_nothing_and_tells_of_nobody_else(ada, ben, helped, export):
    told = json.dumps(export(ben))

    assert "password" not in told
    assert "digest" not in told
    assert "giver_id" not in told
    assert ada.member.name not in told


def test_without_a_sign_in_there_is_nothing(app, visitor):
    assert visitor.get("/api/v1/me/export").status_code == 401
    assert visitor.get("/me/data.json").status_code == 401


def test_whoever_thinks_of_going_finds_the_same_as_a_file(ada, ben, answer_id, export):
    assert 'href="/me/data.json"' in ada.get("/me/leaving").text

    file = ada.get("/me/data.json")

    assert file.headers["Content-Disposition"] == "attachment; filename=my-data.json"
    assert "no-store" in file.headers["Cache-Control"]
    kept = json.loads(file.data)["rows"]
    assert [thread["title"] for thread in kept["threads"]] == ["My permit is lost"]
    assert kept["answers"] == []
    assert set(kept) == set(export(ada))
    assert ben.member.name not in json.dumps(kept)
