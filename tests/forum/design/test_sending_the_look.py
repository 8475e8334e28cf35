"""Stylesheet, scripts, signs and typeface: kept for good by browsers, never stale."""

import gzip
import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.design.assets import STATIC
from forum.design.views import design, look


@pytest.fixture
def browser() -> FlaskClient:
    app = Flask("look", static_folder=None)
    app.register_blueprint(design)
    return app.test_client()


def test_a_file_at_its_own_address_is_kept_for_good(browser):
    response = browser.get(look.asset("look.css"))

    assert response.status_code == 200
    assert response.content_type == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_old_address_gives_todays_file_but_not_for_long(browser):
    response = browser.get("/static/0123456789ab/icons.svg")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "name", ["nothing.css", "../views.py", "%2e%2e/views.py", "templates/layout.html"]
)
def test_what_is_not_part_of_the_look_is_not_found(browser, name):
    assert browser.get(f"/static/0123456789ab/{name}").status_code == 404


def test_a_browser_that_can_unpack_gets_less_to_carry(browser):
    packed = browser.get(look.asset("look.css"), headers={"Accept-Encoding": "br, gzip"})
    plain = browser.get(look.asset("look.css"))

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers


def test_a_browser_that_refuses_packing_gets_it_plain(browser):
    response = browser.get(look.asset("look.css"), headers={"Accept-Encoding": "gzip;q=0"})

    assert "Content-Encoding" not in response.headers


def test_the_typeface_is_found_beside_the_stylesheet(browser):
    css = browser.get(look.asset("look.css")).text
    places = re.findall(r'url\("\.\./([^"]+)"\)', css)

    assert [browser.get(f"/static/{place}").content_type for place in places] == ["font/woff2"]
    assert f"/static/{places[0]}" == look.asset("fonts/atkinson-next-latin.woff2")


def test_the_stylesheet_names_its_layers_first_and_carries_no_comments(browser):
    css = browser.get(look.asset("look.css")).text

    assert css.startswith("@layer tokens,base,components,pages;")
    assert "/*" not in css
    assert css.count("{") == css.count("}")


def test_a_first_visit_stays_light():
    sent = [
        look.find(name) for name in ("look.css", "icons.svg", "fonts/atkinson-next-latin.woff2")
    ]

    assert sum(len(file.packed or file.body) for file in sent if file) < 48 * 1024


def test_an_address_is_only_given_for_what_exists():
    with pytest.raises(KeyError):
        look.asset("nothing.css")


def test_what_others_wrote_is_the_file_the_readme_names():
    named = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
    found = hashlib.sha256((STATIC / "vendor" / "htmx.min.js").read_bytes()).hexdigest()

    assert f"`{found}`" in named
    assert (STATIC / "vendor" / "LICENSE-htmx.txt").exists()


def test_the_script_of_every_page_is_small_and_the_other_fits_its_budget():
    page, live = look.find("page.js"), look.find("live.js")

    assert page
    assert live
    assert len(page.packed or b"") in range(2 * 1024)
    assert len(live.packed or b"") in range(16 * 1024, 22 * 1024)


def test_scripts_are_sent_as_scripts_without_their_comments(browser):
    response = browser.get(look.asset("page.js"))

    assert response.content_type == "text/javascript; charset=utf-8"
    assert "// " not in response.text
