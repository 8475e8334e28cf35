"""A logo is made anew from its pixels, looked at, worn, and taken away again."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from forum.home.models import Logo
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid
from moderation.settings.checks import wrong_pictures
from moderation.settings.pictures import MOST_BYTES, picture_in
from tests.cast import OURS
from tests.moderation.catalogue.conftest import words_of
from tests.moderation.settings.conftest import newest_undo, site_now

LOGO = "/desk/settings/logo"


def picture(kind="PNG", size=(600, 300), **options):
    target = BytesIO()
    Image.new("RGB", size, "#1b5c7a").save(target, format=kind, **options)
    return target.getvalue()


def sends(adam, body):
    sent = {"csrf_token": adam.csrf, "version": "1", "file": (BytesIO(body), "logo.png")}
    with adam.app.app_context():
        return adam.client.post(LOGO, data=sent, headers=OURS)


def wears(adam, body):
    sends(adam, body)
    with fresh_reading():
        digest = db.query(Logo.digest).order_by(Logo.added_at.desc()).limit(1).scalar()
        version = adam.get(LOGO).text.split('name="version" value="')[1].split('"')[0]
    return adam.post(LOGO, digest=digest, version=version)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_looked_at_and_then_worn_by_every_page(adam, visitor, kind):
    seen = sends(adam, picture(kind))
    before = visitor.get("/").text

    assert wears(adam, picture(kind)).status_code == 303

    assert "As it will look" in words_of(seen)
    assert "/logo-" not in before
    page = visitor.get("/").text
    (address,) = {part for part in page.split('"') if part.startswith("/logo-")}
    sent = visitor.get(address)
    assert sent.mimetype == f"image/{kind.lower()}"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in sent.headers["Cache-Control"]
    assert address == f"/logo-{sha256(sent.data).hexdigest()}"
    assert Image.open(BytesIO(sent.data)).size == (320, 160)


def test_nothing_but_the_pixels_is_kept():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "where the photographer lives")

    made = picture_in(picture(pnginfo=notes))

    assert b"photographer" not in made.body


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "Choose a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Choose a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Choose a picture"),
        (picture()[:200], "Choose a picture"),
        (picture("GIF"), "Choose a picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(adam, body, sentence):
    refused = sends(adam, body)

    assert refused.status_code == 422
    assert sentence in words_of(refused)
    assert db.query(Logo).count() == 0


def test_a_file_may_have_512_kilobytes():
    with pytest.raises(Invalid, match="larger than 512 KB"):
        picture_in(picture() + b"\0" * MOST_BYTES)


@pytest.mark.parametrize("size", [(4001, 3000), (20_000, 20_000)])
def test_a_small_file_with_a_great_many_pixels_is_refused_unopened(size):
    head = picture(size=(1, 1))
    bomb = head[:16] + size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + head[24:]
    from zlib import crc32

    bomb = bomb[:29] + crc32(bomb[12:29]).to_bytes(4, "big") + bomb[33:]

    with pytest.raises(Invalid, match="12 million pixels"):
        picture_in(bomb)


def test_a_logo_can_be_taken_away_and_comes_back_by_undoing(adam, visitor):
    wears(adam, picture())

    adam.post(LOGO, digest="", version="2")
    without = visitor.get("/").text
    adam.post(newest_undo())

    assert "/logo-" not in without
    assert "/logo-" in visitor.get("/").text


def test_a_picture_that_was_never_sent_cannot_be_worn(adam):
    assert adam.post(LOGO, digest="0" * 64, version="1").status_code == 404
    assert site_now().logo is None


def test_the_doctor_finds_a_picture_that_changed_or_is_gone(adam):
    wears(adam, picture())
    assert list(wrong_pictures()) == []

    with writing():
        db.query(Logo).update({"body": b"something else"})
    changed = [finding.sentence for finding in wrong_pictures()]
    with writing():
        db.query(Logo).delete()

    assert "is not what was kept" in changed[0]
    assert "is not there" in next(iter(wrong_pictures())).sentence
