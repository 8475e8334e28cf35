"""This place on a home screen: named as staff decided, and private pages are never kept."""

import json
import re
from dataclasses import replace

import pytest

from forum.app import create_app
from forum.design.views import look
from forum.home.installing import ICONS, KEPT
from forum.kernel.db import writing
from forum.kernel.site import describe_site
from tests.cast import Visitor
from tests.conftest import close

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def switched_off(app, config):
    """The same place, with one thing decided otherwise."""
    other = create_app(replace(config, INSTALLABLE=False))
    yield Visitor(other)
    close(other)


def shell(worker):
    return json.loads(re.findall(r"const SHELL = (.*);", worker.text)[0])


def version(visitor):
    return re.findall(r"const VERSION = '(\w+)'", visitor.get("/service-worker.js").text)[0]


def test_a_phone_learns_the_name_and_the_colours_of_the_place(visitor):
    with writing():
        describe_site(name="Talk Ashmere", place="Ashmere Borough", accent="#14506b")

    answer = visitor.get("/manifest.webmanifest")

    assert answer.content_type == "application/manifest+json"
    assert answer.json["name"] == "Talk Ashmere, Ashmere Borough"
    assert answer.json["theme_color"] == "#14506b"
    assert answer.json["start_url"] == answer.json["scope"] == "/"


def test_every_icon_is_there_in_the_size_it_says(visitor):
    for icon in visitor.get("/manifest.webmanifest").json["icons"]:
        picture = visitor.get(icon["src"])

        assert picture.content_type == "image/png"
        assert picture.data.startswith(PNG)
        width = int.from_bytes(picture.data[16:20])
        assert f"{width}x{width}" == icon["sizes"]
    assert {purpose for _name, _size, purpose in ICONS} == {"any", "maskable"}


def test_pages_name_the_manifest(visitor, ada):
    for somebody in (visitor, ada):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in somebody.get("/").text


def test_the_worker_is_asked_for_each_time_and_keeps_no_page_but_one(visitor):
    worker = visitor.get("/service-worker.js")

    kept = shell(worker)
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.content_type.startswith("text/javascript")
    assert kept[0] == "/offline"
    assert all(path.startswith("/static/") for path in kept[1:])
    assert kept[1:] == [look.asset(name) for name in KEPT]
    for path in kept:
        assert visitor.get(path).status_code == 200


def test_the_worker_is_another_one_when_what_it_keeps_has_changed(visitor):
    before = version(visitor)
    same = version(visitor)
    with writing():
        describe_site(phone="01632 960 999")

    assert same == before
    assert version(visitor) != before


def test_the_page_without_a_network_is_the_same_for_everybody(visitor, ada):
    with writing():
        describe_site(name="<b>Ashmere</b>", phone="01632 960 140")

    page = ada.get("/offline")

    assert page.text == visitor.get("/offline").text
    assert ada.member.name not in page.text
    assert "01632" in page.text
    assert "<b>Ashmere" not in page.text
    assert "csrf" not in page.text
    assert "Set-Cookie" not in page.headers


def test_without_a_network_the_place_speaks_its_own_language_and_says_which(visitor):
    plain, worker = visitor.get("/offline").text, version(visitor)
    in_welsh = {"Accept-Language": "cy", "Cookie": "lang=cy"}

    assert visitor.get("/offline", headers=in_welsh).text == plain
    assert '<html lang="en-GB" dir="ltr">' in plain
    assert "You have no connection" in plain
    assert worker in visitor.get("/service-worker.js", headers=in_welsh).text
    assert visitor.get("/manifest.webmanifest", headers=in_welsh).json["lang"] == "en-GB"


def test_a_place_of_another_language_speaks_that_without_a_network(visitor):
    with writing():
        describe_site(language="cy")
    in_english = {"Accept-Language": "en"}

    page = visitor.get("/offline", headers=in_english).text

    assert '<html lang="cy" dir="ltr">' in page
    assert "You have no connection" not in page
    assert visitor.get("/manifest.webmanifest", headers=in_english).json["lang"] == "cy"


def test_switched_off_the_worker_takes_itself_away(switched_off):
    worker = switched_off.get("/service-worker.js")

    assert "unregister()" in worker.text
    assert "respondWith" not in worker.text
    assert switched_off.get("/manifest.webmanifest").status_code == 404
    assert "manifest" not in switched_off.get("/").text


def test_the_policy_lets_only_our_own_worker_run(visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]

    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy
