"""People read this place in their language: asked for, chosen before, or what a browser says."""

from forum.kernel.db import writing
from forum.kernel.languages import COOKIE
from forum.kernel.site import describe_site
from tests.cast import Visitor

WELSH = "Gyda beth mae angen help arnoch chi?"
ENGLISH = "What do you need help with?"


def test_english_is_what_is_spoken_when_nothing_is_asked_for(visitor):
    shown = visitor.get("/")

    assert ENGLISH in shown.text
    assert '<html lang="en-GB" dir="ltr">' in shown.text


ASKED = {
    "cy": "cy",
    "cy-GB,en;q=0.8": "cy",
    "fr,CY;q=0.5,en;q=0.3": "cy",
    "en-US,cy;q=0.9": "en-GB",
    "cy;q=0,de": "en-GB",
    "de-DE,de": "en-GB",
    "ar": "en-GB",
    "*": "en-GB",
    "cy;q=abc,,;;": "en-GB",
    "q" * 5000: "en-GB",
}


def test_the_browser_says_what_its_reader_can_read(visitor):
    for asked, tag in ASKED.items():
        shown = visitor.get("/ask", headers={"Accept-Language": asked})

        assert f'<html lang="{tag}"' in shown.text, asked
        assert "Set-Cookie" not in shown.headers


def test_pages_kept_on_the_way_are_kept_for_each_language(visitor):
    kept_by = visitor.get("/").headers["Vary"]

    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in kept_by.split(",")}


def test_a_link_changes_the_language_and_the_next_pages_are_in_it_too(visitor):
    assert 'href="/ideas?order=new&amp;lang=cy" lang="cy"' in visitor.get("/ideas?order=new").text

    assert "Syniadau" in visitor.get("/ideas?order=new&lang=cy").text
    assert WELSH in visitor.get("/").text
    assert 'lang=en" lang="en-GB"' in visitor.get("/").text
    assert ENGLISH in visitor.get("/?lang=en").text
    assert ENGLISH in visitor.get("/", headers={"Accept-Language": "cy"}).text


def test_only_a_choice_leaves_something_in_the_browser(visitor):
    for path in ("/", "/?lang=tlh", "/?lang="):
        assert "Set-Cookie" not in visitor.get(path).headers

    chosen = visitor.get("/?lang=cy").headers["Set-Cookie"]

    assert chosen.startswith(f"{COOKIE}=cy;")
    assert "HttpOnly" in chosen
    assert "SameSite=Lax" in chosen


def test_an_unknown_language_is_no_mistake(visitor):
    visitor.client.set_cookie(COOKIE, "tlh")

    for path in ("/", "/?lang=../../etc", "/?lang=%F0%9F%91%BB"):
        assert ENGLISH in visitor.get(path).text


def test_arabic_is_read_from_the_right_and_only_by_who_asks_for_it(visitor):
    shown = visitor.get("/?lang=ar").text

    assert '<html lang="ar" dir="rtl">' in shown
    assert "تسجيل الدخول" in shown
    assert "lang=ar" not in Visitor(visitor.app).get("/").text


def test_pages_of_staff_are_in_the_language_they_are_whole_in(adam):
    assert '<html lang="en-GB"' in adam.get("/desk/services?lang=cy").text
    assert '<html lang="cy"' in adam.get("/").text


def test_a_member_chooses_once_for_every_browser(app, ada):
    saved = ada.post("/me/account/language", language="cy", follow=True)

    assert "Mae eich iaith wedi’i chadw." in saved.text
    assert ada.member.language == "cy"
    ada.client.delete_cookie(COOKIE)
    assert '<html lang="cy"' in ada.get("/me").text


def test_choosing_twice_or_taking_it_back_is_harmless(ada):
    for _ in range(2):
        assert ada.post("/me/account/language", language="cy").status_code == 303
    ada.post("/me/account/language", language="")

    assert ada.member.language is None
    assert '<html lang="en-GB"' in ada.get("/me").text


def test_a_language_we_do_not_have_cannot_be_chosen(ada):
    for unknown in ("tlh", "ar", "en-XA", "cy\u200c"):
        answer = ada.post("/me/account/language", language=unknown)
        assert answer.status_code == 422
        assert "Choose one of the languages." in answer.text

    assert ada.member.language is None


def test_nobody_chooses_for_somebody_else(app, visitor, ada):
    assert visitor.post("/me/account/language", language="cy").status_code == 401
    assert ada.post("/me/account/language", language="cy", csrf_token="x").status_code == 403
    assert ada.member.language is None


def test_a_place_has_a_language_of_its_own(app, visitor):
    with writing():
        describe_site(language="cy")

    assert WELSH in visitor.get("/").text
    assert ENGLISH in visitor.get("/", headers={"Accept-Language": "en"}).text


def test_refusals_and_faults_of_a_form_are_in_the_readers_language(visitor):
    missing = visitor.get("/nothing-here?lang=cy")
    refused = visitor.post("/sign-in", email="nobody", password="")

    assert "Ni allwn ddod o hyd i’r dudalen hon" in missing.text
    assert "Ysgrifennwch eich cyfrinair." in refused.text
    assert "Eich cyfeiriad e-bost" in refused.text


def test_words_that_do_not_tell_are_in_the_language_of_the_place(visitor, parking):
    assert f'lang="en-GB">{parking.name}</span>' in visitor.get("/?lang=cy").text
    assert f">{parking.name}" in visitor.get("/?lang=en").text
