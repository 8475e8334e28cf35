"""New tickets that ask for a skill find somebody who has it; otherwise they go round as before."""

import pytest

from forum.accounts.standing import Role, Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict
from forum.kernel.written import write_up
from moderation.helpdesk.actions import open_contact
from moderation.rota import actions
from moderation.rota.models import AskedSkill, GivingRule, MemberSkill, Skill
from tests.cast import Person, make_person
from tests.moderation.conftest import as_stored, asks, escalates


@pytest.fixture
def nell(app, dev) -> Person:
    return make_person(app, "Nell Dacre", role=Role.AGENT)


@pytest.fixture
def mara(app) -> Person:
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def in_turn(mara, parking) -> None:
    with writing():
        db.add(GivingRule(service_id=parking.service_id, way="in_turn", version=1))


@pytest.fixture
def welsh(mara) -> int:
    changes(mara, "/desk/skills", name="Welsh")
    with fresh_reading():
        return db.query(Skill).one().id


@pytest.fixture
def opened(ada, dev, parking, deliver):
    """A new ticket of Ada's; whom it was given to."""

    def new(title: str = "Question", person: Person = ada):
        ticket = escalates(dev, asks(person, parking, title))
        deliver()
        return as_stored(ticket.id)

    ada.stands_on(Rung.REGULAR)
    return new


def changes(mara, page: str, **said: str):
    """Looked at and then saved; what cannot be is answered at once."""
    shown = mara.post(page, **said)
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    return mara.post(page, **said, seen=seen) if seen else shown


def can(mara, skill_id: int, person: Person, wanted: str = "yes"):
    page = f"/desk/skills/{skill_id}/people"
    return changes(mara, page, person=str(person.member_id), wanted=wanted)


def asks_for(mara, skill_id: int, where: str, wanted: str = "yes"):
    return changes(mara, f"/desk/skills/{skill_id}/asked", where=where, wanted=wanted)


def test_whoever_has_the_skill_gets_it_each_time(mara, dev, nell, welsh, opened, in_turn, parking):
    can(mara, welsh, nell)
    asks_for(mara, welsh, f"topic:{parking.id}")

    assert [opened(f"Q {n}").assignee_id for n in range(2)] == [nell.member_id] * 2


def test_a_letter_asks_for_what_its_topic_asks_for(
    mara, dev, nell, welsh, visitor, in_turn, parking, deliver
):
    can(mara, welsh, nell)
    asks_for(mara, welsh, f"topic:{parking.id}")
    with writing():
        letters = [write_about(parking), write_about(parking), write_about(None)]
    deliver()

    taken = [as_stored(letter).assignee_id for letter in letters]
    assert taken == [nell.member_id, nell.member_id, dev.member_id]


def write_about(topic):
    body, email = write_up("Where is it?"), "robin@example.org"
    return open_contact(title="My permit", body=body, email=email, topic=topic).id


@pytest.mark.parametrize("place", ["service", "kind"])
def test_a_service_or_a_kind_can_ask_for_it(
    mara, dev, nell, welsh, opened, in_turn, parking, place
):
    can(mara, welsh, nell)
    where = {"service": f"service:{parking.service_id}", "kind": "kind:question"}[place]
    asks_for(mara, welsh, where)

    assert opened().assignee_id == nell.member_id


def test_the_ticket_says_why_this_person(mara, dev, nell, welsh, opened, in_turn, parking):
    can(mara, welsh, nell)
    asks_for(mara, welsh, f"topic:{parking.id}")
    ticket = opened()

    page = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "The rota gave it to Nell Dacre." in page
    assert "1 person here has the skills it needs: Welsh." in page


def test_when_nobody_has_it_everybody_is_asked_and_it_says_so(
    mara, dev, nell, welsh, opened, in_turn, parking
):
    asks_for(mara, welsh, f"topic:{parking.id}")
    ticket = opened()

    assert ticket.assignee_id == dev.member_id
    page = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "Nobody here has all the skills it needs (Welsh)" in page


def test_somebody_needs_every_skill_that_is_asked_for(
    mara, dev, nell, welsh, opened, in_turn, parking
):
    changes(mara, "/desk/skills", name="Housing law")
    with fresh_reading():
        law = db.query(Skill).where(Skill.name == "Housing law").one().id
    for skill_id in (welsh, law):
        asks_for(mara, skill_id, f"topic:{parking.id}")
        can(mara, skill_id, nell)
    can(mara, welsh, dev)

    assert opened().assignee_id == nell.member_id


def test_a_retired_skill_is_asked_for_no_more(mara, dev, nell, welsh, opened, in_turn, parking):
    can(mara, welsh, nell)
    asks_for(mara, welsh, f"topic:{parking.id}")
    changes(mara, f"/desk/skills/{welsh}/removal", wanted="yes")

    assert opened().assignee_id == dev.member_id


def test_who_asked_plays_no_part(mara, dev, nell, ada, ben, welsh, opened, in_turn, parking):
    """The equity guard: the same turn for an advocate and a newcomer."""
    for person in (dev, nell):
        can(mara, welsh, person)
    asks_for(mara, welsh, f"topic:{parking.id}")
    ben.stands_on(Rung.ADVOCATE)

    found = [opened(f"Q {n}", person).assignee_id for n in range(2) for person in (ada, ben)]

    assert found == [dev.member_id, nell.member_id] * 2


def test_what_is_said_twice_is_kept_once_and_can_be_taken_off(mara, nell, welsh, parking):
    for _ in range(2):
        can(mara, welsh, nell)
        asks_for(mara, welsh, f"topic:{parking.id}")
    with fresh_reading():
        assert (db.query(MemberSkill).count(), db.query(AskedSkill).count()) == (1, 1)

    can(mara, welsh, nell, wanted="no")
    asks_for(mara, welsh, f"topic:{parking.id}", wanted="no")

    with fresh_reading():
        assert (db.query(MemberSkill).count(), db.query(AskedSkill).count()) == (0, 0)


def test_what_changes_is_shown_before_it_is_saved(mara, nell, welsh, parking):
    can(mara, welsh, nell)

    shown = mara.post(f"/desk/skills/{welsh}/asked", where=f"topic:{parking.id}", wanted="yes").text

    assert "everybody who is here for the service</td><td>Nell Dacre" in shown
    with fresh_reading():
        assert db.query(AskedSkill).count() == 0


def test_what_is_so_already_changes_nothing(mara, nell, welsh):
    can(mara, welsh, nell)
    person = {"person": str(nell.member_id), "wanted": "yes"}

    assert "Nothing is different" in mara.post(f"/desk/skills/{welsh}/people", **person).text
    nothing = mara.post(f"/desk/skills/{welsh}/removal", wanted="no").text
    assert "Nothing is different" in nothing


def test_resting_a_skill_says_what_asks_for_it(mara, welsh, parking):
    asks_for(mara, welsh, f"service:{parking.service_id}")

    shown = mara.post(f"/desk/skills/{welsh}/removal", wanted="yes").text

    assert "nothing for now" in shown


def test_a_skill_of_this_name_is_there_once(mara, welsh):
    assert mara.post("/desk/skills", name="WELSH").status_code == 409


def test_a_new_one_is_shown_before_it_is_saved(mara, welsh):
    shown = mara.post("/desk/skills", name="Housing law").text

    assert "Welsh</td><td>Welsh, Housing law" in shown
    with fresh_reading():
        assert db.query(Skill).count() == 1


def test_another_name_is_shown_and_then_saved(mara, nell, welsh):
    can(mara, welsh, nell)
    page = f"/desk/skills/{welsh}/name"

    shown = mara.post(page, name="Welsh and Breton").text
    unchanged = names()
    saved = changes(mara, page, name="Welsh and Breton")

    assert "Welsh</td><td>Welsh and Breton" in shown
    assert unchanged == ["Welsh"]
    assert saved.status_code == 303
    assert names() == ["Welsh and Breton"]
    assert "Nell Dacre" in mara.get("/desk/skills").text


def test_the_same_name_again_changes_nothing_and_its_letters_may(mara, welsh):
    page = f"/desk/skills/{welsh}/name"

    assert "Nothing is different" in mara.post(page, name="Welsh").text
    assert [changes(mara, page, name="WELSH").status_code for _ in range(2)] == [303, 303]
    assert names() == ["WELSH"]


def test_no_skill_takes_the_name_of_another(mara, welsh):
    changes(mara, "/desk/skills", name="Trees")

    refused = mara.post(f"/desk/skills/{welsh}/name", name="trees")

    assert refused.status_code == 409
    assert "There is a skill of this name already." in refused.text
    with pytest.raises(Conflict), writing():
        actions.rename(db.get_one(Skill, welsh), "TREES", by=mara.member)


def test_a_skill_needs_a_name(mara, welsh):
    assert mara.post(f"/desk/skills/{welsh}/name", name=" ").status_code == 422
    assert names() == ["Welsh"]


def names() -> list[str]:
    with fresh_reading():
        return [one.name for one in db.query(Skill).order_by(Skill.id)]


def test_only_people_at_the_desk_have_skills(mara, ada, welsh):
    assert can(mara, welsh, ada).status_code == 422


def test_agents_read_no_list_of_skills(dev, mara, welsh):
    assert dev.get("/desk/skills").status_code == 403
    assert dev.post("/desk/skills", name="Trees").status_code == 403
    assert dev.post(f"/desk/skills/{welsh}/name", name="Trees").status_code == 403


def test_giving_by_hand_explains_nothing(mara, dev, opened, parking):
    ticket = opened()

    assert "The rota gave it" not in dev.get(f"/desk/tickets/{ticket.reference}").text
    with writing():
        actions.give(ticket.id)
    assert as_stored(ticket.id).assignee_id is None
