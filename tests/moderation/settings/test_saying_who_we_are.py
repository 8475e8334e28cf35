"""Name, place, colour and links are changed on a page: previewed, audited, undoable."""

import pytest

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading
from forum.kernel.events import PublishedEvent
from moderation.settings.models import SettingChange
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.settings.conftest import newest_undo, site_now

IDENTITY = "/desk/settings/identity"
HISTORY = "/desk/settings/history"
LINKS = "Our council https://ashmere.example/council\nOpen data https://data.ashmere.example"


def test_a_change_is_shown_before_it_is_saved(look):
    words = words_of(look(IDENTITY, place="Ashmere Borough", phone="01632 960140"))

    assert "Place – Ashmere Borough" in words
    assert "Phone – 01632 960140" in words
    assert "– –" not in words
    assert site_now().place == "Your council"


def test_every_page_says_what_was_saved(adam, save, visitor):
    saved = save(IDENTITY, name="Ask Ashmere", place="Ashmere Borough", links=LINKS)

    assert saved.location == HISTORY
    page = visitor.get("/about").text
    assert "Ask Ashmere, Ashmere Borough" in page
    assert '<a href="https://data.ashmere.example" rel="noopener">Open data</a>' in page
    assert "Adam Reed" in words_of(adam.get(HISTORY))
    with fresh_reading():
        entry = db.query(AuditEntry).one()
        change = db.query(SettingChange).one()
        assert (entry.deed, entry.actor_id) == ("setting changed", adam.member_id)
        assert change.after["place"] == "Ashmere Borough"
        kinds = [kind for (kind,) in db.query(PublishedEvent.kind)]
        assert "setting_changed" in kinds


def test_what_was_changed_after_the_preview_is_shown_again(adam, look):
    seen = fields_of(look(IDENTITY, place="Ashmere Borough"))

    again = adam.post(IDENTITY, **seen | {"place": "Elsewhere"})

    assert again.status_code == 200
    assert site_now().place == "Your council"


def test_nothing_different_saves_nothing(look, save):
    save(IDENTITY, place="Ashmere Borough")

    assert "Nothing is different" in words_of(look(IDENTITY))


def test_of_two_editors_the_second_is_told(adam, look, save):
    mine = fields_of(look(IDENTITY, place="Mine"))
    save(IDENTITY, place="Theirs")

    late = adam.post(IDENTITY, **mine)

    assert late.status_code == 409
    assert site_now().place == "Theirs"


def test_a_change_can_be_undone_and_the_undoing_too(adam, save):
    save(IDENTITY, place="Ashmere Borough", accent="#1b5c7a")

    undone = adam.post(newest_undo(), follow=True)
    first = site_now().place, site_now().accent
    adam.post(newest_undo())

    assert "It is as it was before" in words_of(undone)
    assert first == ("Your council", "")
    assert (site_now().place, site_now().accent) == ("Ashmere Borough", "#1b5c7a")


def test_undoing_twice_is_harmless(adam, save):
    save(IDENTITY, place="Ashmere Borough")
    undo = newest_undo()
    adam.post(undo)

    again = adam.post(undo)

    assert again.status_code == 303
    with fresh_reading():
        assert db.query(SettingChange).count() == 2


def test_what_was_undone_and_then_made_again_is_not_undone_twice(adam, save):
    save(IDENTITY, place="Ashmere Borough")
    first = newest_undo()
    adam.post(first)
    save(IDENTITY, place="Ashmere Borough")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)
    assert site_now().place == "Ashmere Borough"


def test_what_was_changed_again_is_not_undone_blindly(adam, save):
    save(IDENTITY, place="Ashmere Borough")
    first = newest_undo()
    save(IDENTITY, place="Ashmere and Marl")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)
    assert site_now().place == "Ashmere and Marl"


def test_what_was_undone_and_then_decided_again_is_a_later_change(adam, save):
    save(IDENTITY, place="Ashmere Borough")
    first = newest_undo()
    adam.post(first)
    save(IDENTITY, place="Ashmere Borough")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)
    assert site_now().place == "Ashmere Borough"


def test_a_colour_is_worn_by_every_page_without_inline_style(save, visitor):
    save(IDENTITY, place="Ashmere", accent="1B5C7A")

    page = visitor.get("/").text
    (sheet,) = [part for part in page.split('"') if part.startswith("/theme-")]
    answer = visitor.get(sheet)
    assert "--accent:#1b5c7a" in answer.text
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in visitor.get("/theme-0.css").headers["Cache-Control"]


def test_without_a_colour_there_is_no_sheet(visitor):
    assert "/theme-" not in visitor.get("/").text
    assert visitor.get("/theme-0.css").status_code == 404


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(look):
    refused = look(IDENTITY, place="Ashmere", accent="#ff6600")

    assert refused.status_code == 422
    assert "The nearest darker colour that can be read is #b44800." in words_of(refused)


@pytest.mark.parametrize(
    "links",
    [
        "Our council http://ashmere.example",
        "Our council javascript:alert(1)",
        "https://ashmere.example",
        "Our council https://ashmere@evil.example",
        "Our council https://localhost",
        "Our council ashmere.example",
    ],
)
def test_a_link_needs_words_and_a_safe_address(look, links):
    refused = look(IDENTITY, place="Ashmere", links=links)

    assert refused.status_code == 422
    assert "beginning https://" in words_of(refused)


def test_there_are_at_most_eight_links(look):
    nine = "\n".join(f"Link {n} https://ashmere.example/{n}" for n in range(9))

    assert "at most 8 links" in words_of(look(IDENTITY, place="Ashmere", links=nine))


def test_a_time_zone_must_be_one(look):
    assert look(IDENTITY, place="Ashmere", zone="../../etc/passwd").status_code == 422


def test_only_managers_decide(dev, cleo, ada, visitor):
    for person in (dev, cleo, ada):
        assert person.get(IDENTITY).status_code == 403
        assert person.post(IDENTITY, name="Mine", place="Mine").status_code == 403
    assert visitor.get(IDENTITY).status_code == 401
    assert site_now().place == "Your council"


def test_whoever_came_from_a_list_goes_back_to_it(adam):
    here = f"{IDENTITY}?next=/desk/start"
    seen = adam.post(here, **fields_of(adam.get(here)) | {"place": "Ashmere"})

    saved = adam.post(here, **fields_of(seen))

    assert saved.location == "/desk/start"
    assert adam.get(f"{IDENTITY}?next=//evil.example").text.count("evil.example") <= 1
