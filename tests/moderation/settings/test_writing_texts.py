"""Privacy notice, house rules and hours of moderation: written by staff, read by everybody."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.site import SiteSetting
from moderation.settings.checks import wrong_texts
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.settings.conftest import newest_undo, site_now

PRIVACY = "/desk/settings/texts/privacy"


def test_a_text_starts_from_a_draft_that_nobody_reads_yet(adam, visitor):
    words = words_of(adam.get(PRIVACY))

    assert "A text to start from" in words
    assert "Your council runs this place" in words
    assert visitor.get("/privacy").status_code == 404
    assert "Privacy notice" not in visitor.get("/").text


def test_it_is_read_as_others_will_before_it_is_saved(look):
    assert "<strong>little</strong>" in look(PRIVACY, text="We keep **little**.").text
    assert site_now().texts == ()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("privacy", "Privacy notice"),
        ("house-rules", "House rules"),
        ("moderation-hours", "When we moderate"),
    ],
)
def test_a_saved_text_has_a_page_and_a_link_at_the_foot_of_every_page(save, visitor, name, label):
    save(f"/desk/settings/texts/{name}", text="We keep **little**.")

    assert f'<a href="/{name}">{label}</a>' in visitor.get("/").text
    page = visitor.get(f"/{name}")
    assert "<strong>little</strong>" in page.text
    assert f"/{name}</loc>" in visitor.get("/sitemap/pages-0.xml").text
    assert "X-Robots-Tag" not in page.headers


def test_an_empty_text_takes_the_link_away(save, visitor):
    save(PRIVACY, text="We keep little.")
    save(PRIVACY, text="")

    assert visitor.get("/privacy").status_code == 404
    assert "Privacy notice" not in visitor.get("/").text


def test_the_older_text_comes_back_and_goes_again(adam, save, visitor):
    save(PRIVACY, text="The *first*.")
    save(PRIVACY, text="The second.")

    adam.post(newest_undo())
    first = visitor.get("/privacy").text
    adam.post(newest_undo())

    assert "The <em>first</em>." in first
    assert "The second." in visitor.get("/privacy").text
    assert list(wrong_texts()) == []


def test_undoing_the_first_text_takes_it_away_and_twice_is_harmless(adam, save, visitor):
    save(PRIVACY, text="The first.")
    undo = newest_undo()

    adam.post(undo)
    again = adam.post(undo)

    assert again.status_code == 303
    assert visitor.get("/privacy").status_code == 404
    assert list(wrong_texts()) == []


def test_of_two_editors_the_second_is_told(adam, look, save):
    mine = fields_of(look(PRIVACY, text="Mine."))
    save(PRIVACY, text="Theirs.")

    assert adam.post(PRIVACY, **mine).status_code == 409


def test_what_would_run_is_shown_as_it_was_typed(save, visitor):
    save(PRIVACY, text="<script>alert(1)</script> [x](javascript:alert(1))")

    assert "<script>alert" not in visitor.get("/privacy").text
    assert 'href="javascript' not in visitor.get("/privacy").text


def test_there_are_no_other_texts(adam):
    assert adam.get("/desk/settings/texts/other").status_code == 404
    assert adam.post("/desk/settings/texts/other", text="x", version="1").status_code == 404


def test_the_doctor_finds_an_old_rendering_and_a_lost_link(save):
    save(PRIVACY, text="We keep little.")
    with writing():
        row = db.get_one(SiteSetting, "text:privacy")
        row.value = {**row.value, "renderer": 0}
        db.get_one(SiteSetting, "texts").value = {"there": []}

    sentences = [finding.sentence for finding in wrong_texts()]

    assert len(sentences) == 2
    assert "save it" in sentences[1]
