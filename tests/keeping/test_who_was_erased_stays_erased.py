"""A backup from before an erasure brings nobody back: the list beside the backups says who went."""

import re
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from forum.accounts.models import Member, SignIn
from forum.accounts.standing import Role
from forum.commands.saving import erase_again
from forum.kernel import schema
from forum.kernel.audit import AuditEntry
from forum.kernel.backups import erased
from forum.kernel.backups.erased import Word, whom
from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.holding import Covered, hold
from forum.kernel.house import house
from forum.leaving.checks import damaged_list
from forum.leaving.tasks import erase_leavers
from forum.mail_follows import actions as following
from forum.mail_follows.models import MailReader
from forum.mail_follows.queries import is_refused
from forum.services.models import Service
from tests.cast import make_person
from tests.keeping.conftest import stamp, victims

NORA = "nora@example.org"
NAMELESS = ("Former member", None)


@pytest.fixture
def file(app, ada, ben, tmp_path):
    """A backup in which Ada and Ben are members."""
    stamp(app)
    take_backup(app, tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


def closes(person):
    """Their time to think it over is past, and the worker comes by."""
    with writing():
        person.member.leaves_at = now()
    erase_leavers()


def brought_back(place, file, *, with_list=True):
    """What the restore said, with the list of this town beside it."""
    said: list[str] = []
    listed = erased.place()
    with place.app_context():
        if with_list:
            erased.place().parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(listed, erased.place())
        _, findings = restore_backup(place, file, tell=said.append)
    return said, [finding.sentence for finding in findings]


def people_of(place):
    with place.app_context(), fresh_reading():
        rows = db.execute(select(Member.name, Member.email).order_by(Member.id))
        return [tuple(row) for row in rows]


def words_in_list():
    return [line.split()[1] for line in erased.place().read_text().splitlines()]


def test_who_was_erased_after_the_backup_is_not_brought_back(app, ada, file, empty_place):
    closes(ada)
    place = empty_place()

    said, findings = brought_back(place, file)

    assert people_of(place) == [NAMELESS, ("Ben Hallam", "ben@example.org")]
    assert said[0] == "Erased once more, closed accounts: 1."
    assert findings == []
    with place.app_context():
        assert db.scalars(select(SignIn.member_id)).all() == [ada.member_id + 1]
        assert db.scalars(select(AuditEntry.deed)).all() == ["left", "erased"]


def test_erasing_again_twice_is_harmless(app, ada, file, sqlite_place):
    closes(ada)
    place = sqlite_place()
    brought_back(place, file)

    with place.app_context():
        assert "Erased once more, closed accounts: 0." in again()
        assert db.scalars(select(AuditEntry.deed)).all() == ["left", "erased"]


def test_without_the_list_it_is_said_and_can_be_made_good(app, ada, file, sqlite_place):
    closes(ada)
    place = sqlite_place()
    said, _ = brought_back(place, file, with_list=False)
    assert "There is no list of who was erased" in said[0]
    assert people_of(place)[0] == ("Ada Okafor", "ada@example.org")

    listed = erased.place()
    with place.app_context():
        shutil.copytree(listed.parent, erased.place().parent)
        assert "closed accounts: 1." in again()

    assert people_of(place)[0] == NAMELESS


def test_a_damaged_list_is_told_plainly_and_nothing_is_put_back(app, ada, file, sqlite_place):
    closes(ada)
    lines = erased.place().read_text()
    erased.place().write_text(lines.replace(" done member 1 ", " done member 2 "))
    place = sqlite_place()

    with pytest.raises(Refused, match=r"is damaged: line 2 of .* Put your copy of the list there"):
        brought_back(place, file)

    with place.app_context():
        assert schema.version_of(place.extensions["database"].reading) is None
    assert [finding.check for finding in damaged_list()] == ["list of who was erased"]


def test_while_the_list_is_damaged_nobody_is_erased(app, ada):
    erased.note(Word.DONE, whom("member", 77, now()))
    with erased.place().open("a") as listed:
        listed.write("who was it?\n")

    with pytest.raises(Refused, match="line 2"):
        closes(ada)

    assert ada.member.erased_at is None


def test_while_the_list_cannot_be_written_nobody_is_erased(app, ada):
    erased.place().mkdir(parents=True)

    with pytest.raises(Refused, match="cannot be read"):
        closes(ada)

    assert ada.member.erased_at is None


def test_a_line_that_was_cut_off_gives_its_place_to_the_next(app, ada, ben):
    closes(ada)
    with erased.place().open("a") as listed:
        listed.write("2026-11-29T20:00:00+00:00 begun member 2 01")

    closes(ben)

    assert words_in_list() == ["begun", "done", "begun", "done"]
    assert list(damaged_list()) == []


def test_the_list_holds_nothing_personal_and_is_its_owners_alone(app, ada):
    closes(ada)

    # Word by word: letters of a name can stand in a sum of figures by chance.
    words = set(re.split(r"[^a-z0-9@.]+", erased.place().read_text().lower()))
    assert words.isdisjoint({"ada", "okafor", "ada@example.org"})
    assert not any("okafor" in word or "@" in word for word in words)
    assert erased.place().stat().st_mode & 0o077 == 0


def test_one_that_was_killed_before_its_last_line_stays_erased(
    app, ada, file, sqlite_place, monkeypatch
):
    monkeypatch.setattr(erased, "note", killed_at(Word.DONE))
    with pytest.raises(KeyboardInterrupt):
        closes(ada)
    monkeypatch.undo()
    assert words_in_list() == ["begun"]
    assert ada.member.erased_at is not None

    place = sqlite_place()
    brought_back(place, file)

    assert people_of(place)[0] == NAMELESS
    erase_leavers()
    assert words_in_list() == ["begun", "done"]


@pytest.mark.kills
def test_wherever_an_erasure_is_killed_whoever_is_gone_stands_in_the_list(app, tmp_path):
    people = [make_person(app, f"Leaver{number} Lee") for number in range(2)]
    with writing():
        db.execute(update(Member).values(leaves_at=now()))

    kills = victims("erase", app, tmp_path / "none")

    assert kills >= 4
    assert all(person.member.erased_at for person in people)
    assert list(erased.last_words().values()) == [Word.DONE] * 2


def killed_at(word):
    note = erased.note

    def die(said, *people):
        if said == word and people:
            raise KeyboardInterrupt
        note(said, *people)

    return die


def broken_off(monkeypatch, person):
    """The line is written and the erasure itself is not kept."""
    note = erased.note

    def die(said, *people):
        note(said, *people)
        if said == Word.BEGUN:
            raise RuntimeError

    monkeypatch.setattr(erased, "note", die)
    with pytest.raises(RuntimeError):
        closes(person)
    monkeypatch.undo()
    assert person.member.erased_at is None
    assert words_in_list() == ["begun"]


def test_an_erasure_that_was_never_done_is_struck_off_and_done_the_next_time(app, ada, monkeypatch):
    broken_off(monkeypatch, ada)

    erase_leavers()

    assert words_in_list() == ["begun", "undone", "begun", "done"]
    assert ada.member.erased_at is not None


def test_who_took_it_back_after_one_that_failed_is_erased_by_no_restore(
    app, ada, monkeypatch, deliver
):
    broken_off(monkeypatch, ada)
    ada.post("/me/leaving/removal")
    deliver()

    assert "closed accounts: 0." in again()
    assert ada.member.name == "Ada Okafor"


def test_somebody_else_who_was_given_the_number_is_left_alone(app, ada):
    erased.note(Word.DONE, whom("member", ada.member_id, now()))

    assert "closed accounts: 0." in again()
    assert ada.member.name == "Ada Okafor"


def test_who_was_erased_before_there_was_a_list_is_in_it_soon(app, ada, ben):
    closes(ada)
    erased.place().unlink()

    erase_leavers()

    assert words_in_list() == ["done"]
    assert list(erased.last_words()) == [whom("member", ada.member_id, ada.member.joined_at)]


def test_what_a_hold_covers_in_the_backup_waits_for_its_end(app, ada):
    back(ada)
    with writing():
        hold("hold:1", [Covered("member", ada.member_id)])

    assert "These have to wait, closed accounts: 1." in again()
    assert ada.member.name == "Ada Okafor"

    with writing():
        hold("hold:1", [])
    erase_leavers()
    assert ada.member.name == "Former member"


def test_who_worked_here_when_the_backup_was_taken_is_erased_too(app, dev):
    back(dev)

    assert "closed accounts: 1." in again()
    assert (dev.member.name, dev.member.role) == ("Former member", Role.CITIZEN)


def test_the_only_administrator_of_the_backup_waits_for_another_one(app, adam):
    back(adam)

    assert "These have to wait, closed accounts: 1." in again()
    assert (adam.member.name, adam.member.role) == ("Adam Reed", Role.ADMIN)

    make_person(app, "Eve Second", role=Role.ADMIN)
    assert "closed accounts: 1." in again()
    assert adam.member.name == "Former member"


def back(person):
    """As a backup has brought them back from before their erasure."""
    erased.note(Word.DONE, whom("member", person.member_id, person.member.joined_at))


def again():
    return CliRunner().invoke(erase_again).output


def test_a_restore_that_was_killed_before_it_erased_does_it_the_next_time(
    app, ada, file, sqlite_place, monkeypatch
):
    closes(ada)
    place = sqlite_place()
    with place.app_context():
        erase = house().restored["closed accounts"]
        house().restored["closed accounts"] = broken
    with pytest.raises(RuntimeError):
        brought_back(place, file)
    with place.app_context():
        house().restored["closed accounts"] = erase

    brought_back(place, file)

    assert people_of(place)[0] == NAMELESS


def broken():
    raise RuntimeError


@pytest.fixture
def nora(app, parking):
    """The number of an address that follows a service by e-mail."""
    stamp(app)
    with writing():
        followed = db.scalars(select(Service.subject_id)).one()
        following.ask_to_follow(NORA, followed)
        reader_id = db.scalars(select(MailReader.id)).one()
        following.confirm(reader_id, followed)
    return reader_id


@pytest.mark.parametrize("for_ever", [False, True])
def test_an_address_that_ended_everything_is_not_brought_back(
    app, nora, sqlite_place, tmp_path, deliver, for_ever
):
    file = tmp_path / "kept.zip"
    take_backup(app, file)
    with writing():
        following.end_all(nora, for_ever=for_ever)
    for _ in range(2):
        deliver()
    place = sqlite_place()

    said, _ = brought_back(place, file)

    assert said[1].endswith("addresses that followed by e-mail: 1.")
    assert "nora" not in erased.place().read_text()
    with place.app_context(), fresh_reading():
        assert db.scalars(select(MailReader.id)).all() == []
        assert is_refused(NORA) is for_ever
