"""The list of the first day looks at what is there, and opens the site when nothing is left."""

import re
import zipfile
from dataclasses import replace

import pytest

from forum.kernel.audit import AuditEntry
from forum.kernel.backups.noting import last_backup
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.site import describe_site, make_pilot, site
from forum.kernel.tasks import Work
from forum.kernel.written import write_up
from forum.services.actions import add_service
from forum.services.queries import service_called
from moderation.catalogue.models import CatalogueChange
from moderation.settings.actions import change_text
from moderation.settings.models import SettingChange
from moderation.start.queries import checklist, left
from moderation.start.wording import LINES
from tests.keeping.conftest import stamp
from tests.moderation.catalogue.conftest import words_of
from tests.services.mailsink import running_mailsink

START = "/desk/start"
ALWAYS = {"zone": "Europe/London", "frames": {str(day): [["00:00", "24:00"]] for day in range(7)}}


@pytest.fixture(autouse=True)
def pilot(app):
    stamp(app)
    with writing():
        make_pilot()


@pytest.fixture
def mail_server(app):
    """A mail server that keeps what it takes."""
    with running_mailsink() as sink:
        app.config["FOLKMOOT"] = replace(app.config["FOLKMOOT"], SMTP_URL=sink.url)
        yield sink


def line(name):
    with fresh_reading():
        return checklist()[name]


def is_pilot():
    with fresh_reading():
        return site().is_pilot


def brings_questions():
    """A service as an import makes it, with a promise nobody chose."""
    with writing():
        add_service(
            slug="imported-questions",
            name="Imported questions",
            summary="",
            owner="Community team",
            phone="",
            place="",
            opening="Always",
            calendar=ALWAYS,
            first_response_minutes=60,
            resolution_minutes=120,
        )


def writes_everything_down(adam):
    with writing():
        describe_site(name="Ask Ashmere", place="Ashmere Borough")
        by = adam.member
        for name in ("privacy", "house-rules", "moderation-hours"):
            change_text(name, write_up("What we do."), by=by, version=1)


def test_in_an_empty_place_everything_is_still_to_do(adam):
    words = words_of(adam.get(START))

    assert "0 of 10 are done" in words
    assert words.count("Still to do") >= 10
    for one in LINES.values():
        assert one.title in words
        assert one.why in words


def test_what_comes_next_has_the_one_filled_button(adam):
    first = adam.get(START).text
    writes_everything_down(adam)
    then = adam.get(START).text

    assert re.findall(r'class="btn btn-small"[^>]*>([^<]*)<', first) == ["Say who you are"]
    assert re.findall(r'class="btn btn-small"[^>]*>([^<]*)<', then) == ["Send a test mail to me"]


def test_a_test_mail_counts_when_the_mail_server_has_taken_it(adam, deliver, mail_server):
    asked = words_of(adam.post(f"{START}/test-mail", follow=True))
    before = line("mail")
    deliver()

    assert "A test mail to you is on its way" in asked
    assert not before.is_done
    assert line("mail").is_done
    assert [mail.recipients for mail in mail_server.mails] == [("adam@example.org",)]


def test_without_a_mail_server_a_file_is_no_mail(adam, deliver):
    adam.post(f"{START}/test-mail")
    deliver()

    assert db.query(OutgoingMail.state).scalar() == "sent"
    assert not line("mail").is_done
    assert "FOLKMOOT_SMTP_URL" in words_of(adam.get(START))


def test_a_mail_that_was_given_up_is_told(adam, deliver, mail_server):
    adam.post(f"{START}/test-mail")
    deliver()
    with writing():
        db.query(OutgoingMail).update({"state": "dead", "error": "recipient refused"})

    assert "It could not be sent: recipient refused" in line("mail").said


def test_test_mails_are_limited(adam):
    for _ in range(10):
        adam.post(f"{START}/test-mail")

    refused = adam.post(f"{START}/test-mail")

    assert refused.status_code == 429
    assert "Ten test mails" in words_of(refused)


def test_services_need_topics(adam):
    brings_questions()
    assert not line("services").is_done

    adam.post("/desk/services/starter")

    assert line("services").is_done
    assert "9 services with 11 topics" in line("services").said


def test_one_person_is_not_enough(app, adam, request):
    before = line("people")
    request.getfixturevalue("dev")

    assert not before.is_done
    assert line("people").is_done


def test_nothing_to_bring_is_a_choice_that_is_written_down_and_taken_back(adam):
    adam.post(f"{START}/nothing-to-bring")
    adam.post(f"{START}/nothing-to-bring")
    chosen = line("import")
    adam.post(f"{START}/nothing-to-bring/removal")

    assert chosen.is_done
    assert not line("import").is_done
    with fresh_reading():
        assert db.query(SettingChange).count() == 2


def test_one_button_promises_the_usual_where_nobody_has_chosen(adam):
    adam.post("/desk/services/starter")
    brings_questions()
    before = line("promises")

    adam.post(f"{START}/promises")
    adam.post(f"{START}/promises")

    assert "Imported questions" in before.said
    assert line("promises").is_done
    with fresh_reading():
        service = service_called("imported-questions")
        changes = db.query(CatalogueChange).where(CatalogueChange.service_id == service.id)
        assert service.first_response_minutes == 2 * 24 * 60
        assert service.resolution_minutes == 5 * 24 * 60
        assert changes.count() == 1


def test_a_backup_counts_when_it_has_been_read_back(adam, app, deliver):
    adam.post(f"{START}/backup")
    adam.post(f"{START}/backup")
    before = line("backup")
    deliver()

    assert before.waits
    assert line("backup").is_done
    assert last_backup() is not None
    with zipfile.ZipFile(app.config["FOLKMOOT"].HOME / "backups" / "proven.zip") as archive:
        assert archive.testzip() is None
    with fresh_reading():
        assert db.query(Work).where(Work.name == "backups.prove").count() == 1
        assert db.query(AuditEntry).where(AuditEntry.deed == "backup asked for").count() == 1


def test_a_backup_that_fails_is_told(adam, app):
    (app.config["FOLKMOOT"].HOME / "backups").write_text("in the way")
    adam.post(f"{START}/backup")
    with writing():
        work = db.query(Work).where(Work.name == "backups.prove").one()
        work.dead_at = work.run_at

    assert not line("backup").is_done
    assert "It failed" in line("backup").said


def test_the_site_does_not_open_while_something_is_left(adam):
    refused = adam.post(f"{START}/opening")

    assert refused.status_code == 403
    assert "Still to do: Name, place and look, A test mail" in words_of(refused)
    assert is_pilot()


def test_the_site_opens_when_nothing_is_left_and_can_be_a_pilot_again(
    adam, dev, deliver, mail_server, visitor
):
    writes_everything_down(adam)
    adam.post("/desk/services/starter")
    for button in ("test-mail", "nothing-to-bring", "backup"):
        adam.post(f"{START}/{button}")
    deliver()
    with fresh_reading():
        assert left(checklist()) == []

    adam.post(f"{START}/opening")
    adam.post(f"{START}/opening")
    opened = is_pilot(), visitor.get("/sign-up").text
    adam.post(f"{START}/opening/removal")

    assert opened[0] is False
    assert "Choose a password" in opened[1]
    assert is_pilot()
    assert "by invitation" in visitor.get("/sign-up").text.lower()
    with fresh_reading():
        assert db.query(SettingChange).where(SettingChange.name == "pilot").count() == 2


def test_only_managers_see_the_list_and_press_its_buttons(dev, ada, visitor):
    buttons = ("test-mail", "promises", "nothing-to-bring", "backup", "opening")
    for person in (dev, ada):
        assert person.get(START).status_code == 403
        for button in buttons:
            assert person.post(f"{START}/{button}").status_code == 403
    assert visitor.get(START).status_code == 401
    assert is_pilot()
