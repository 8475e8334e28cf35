"""A picture stands in a post, made anew; whoever may see the post sees it, and nobody else."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.errors import Invalid
from forum.kernel.pictures import picture_of
from forum.threads.models import Answer, Comment, Thread
from forum.uploads import limits, tasks
from forum.uploads.models import Attachment, AttachmentUse
from forum.uploads.pictures import MOST_BYTES, SIZES
from tests.forum.uploads.conftest import address_in, picture, send, text_of

ASKED = {"title": "A lamp is out", "topic": "parking", "door": "public", "offered": "yes"}


def rows(model):
    db.rollback()
    return db.query(model)


def sent_anew(who, body):
    text = text_of(send(who, "/uploads", body))
    return Image.open(BytesIO(who.get(address_in(text)).data))


def test_a_picture_is_pasted_and_stands_in_the_answer(ada, visitor, thread_id, pasted):
    text = pasted(ada)
    ada.post(f"/threads/{thread_id}/answers", body=f"It is this one:\n\n{text}")

    address = address_in(text)
    page = visitor.get(f"/threads/{thread_id}", follow_redirects=True).text
    assert f'<img src="{address}" alt="a lamp">' in page
    shown = visitor.get(address)
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert shown.headers["Content-Security-Policy"].endswith("; sandbox")
    assert shown.headers["Cache-Control"] == "private, no-cache"
    again = visitor.get(address, headers={"If-None-Match": shown.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_without_a_script_it_comes_with_each_form(ada, ben, parking):
    send(ada, "/ask", picture(), body="It is dark.", **ASKED)
    thread = rows(Thread).one()
    send(ben, f"/threads/{thread.id}/answers", picture("JPEG"), body="Here too.")
    answer = rows(Answer).one()
    send(ada, f"/answers/{answer.id}/comments", picture("WEBP"), body="")
    send(ben, f"/answers/{answer.id}/edit", picture(), body="And here.", revision="1")

    rows(Thread)
    for html in (db.query(model.html).scalar() for model in (Thread, Answer, Comment)):
        assert html.count('alt="a lamp"') == 1
    assert rows(AttachmentUse).count() == 3


def test_the_form_offers_a_field_and_asks_for_words(ada, thread_id):
    page = ada.get(f"/threads/{thread_id}", follow_redirects=True).text

    assert 'enctype="multipart/form-data"' in page
    assert '<input class="input" id="picture" name="picture" type="file"' in page

    for nothing in ("", " ", "\\ **"):
        answers = f"/threads/{thread_id}/answers"
        refused = send(ada, answers, picture(), body="Here.", picture_alt=nothing)
        assert refused.status_code == 422
        assert "Say in a few words what the picture shows" in refused.text
    assert rows(Attachment).count() == 0


def test_a_form_that_comes_back_keeps_the_picture(ada, parking):
    page = send(ada, "/ask", picture(), body="It is dark.", **ASKED | {"title": ""})

    key = rows(Attachment).one().key
    assert page.status_code == 422
    assert f"![a lamp](/uploads/{key})" in page.text


def test_nothing_but_the_pixels_is_kept(ada):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Mill Lane 7", 6
    body = picture("JPEG", (60, 40), exif=exif, comment=b"Mill Lane 7")
    assert b"Mill Lane 7" in body

    made = sent_anew(ada, body)

    assert b"Mill Lane" not in rows(Attachment).one().body
    assert not made.getexif()
    assert made.size == (40, 60)  # turned as the camera was held


def test_a_large_photo_becomes_small(ada):
    assert sent_anew(ada, picture("JPEG", (5200, 3900))).size == (1600, 1200)


def _png_that_says(width, height):
    def part(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0" * 99))
        + part(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
HOSTILE = {
    "SVG": SVG,
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "GIF": b"GIF89a" + b"\0" * 40,
    "PDF": b"%PDF-1.4\n",
    "half a PNG": picture()[:60],
    "a bomb": _png_that_says(60_000, 60_000),
    "ten thousand wide": _png_that_says(10_000, 2_000),
    "no file": b" ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_fine_picture_is_refused_in_words(ada, name):
    page = send(ada, "/uploads", HOSTILE[name], "lamp.png")

    assert page.status_code in (413, 422)
    assert "picture" in page.text or "too big" in page.text
    assert rows(Attachment).count() == 0


def test_a_file_that_is_too_heavy_is_not_even_looked_at():
    with pytest.raises(Invalid, match="larger than 5 MB"):
        picture_of(picture() + b"\0" * MOST_BYTES, SIZES)


def test_a_text_that_only_speaks_of_a_picture_opens_none(ada, ben, visitor, thread_id, pasted):
    address = address_in(pasted(ada))

    ben.post(f"/threads/{thread_id}/answers", body=f'`<img src="{address}">` src="{address}"')

    assert visitor.get(address).status_code == 404


def test_of_a_file_that_is_two_things_the_picture_remains(ada):
    body = picture() + b"<script>alert(1)</script><?php evil(); ?>PK\x03\x04"

    made = sent_anew(ada, body)

    assert made.format == "WEBP"
    assert b"script" not in rows(Attachment).one().body


@pytest.mark.parametrize(
    "name", ["lamp.svg", "../../etc/passwd", "x.html", "\u202egnp.exe", "a" * 300]
)
def test_the_name_and_kind_that_are_claimed_mean_nothing(ada, name):
    text = text_of(send(ada, "/uploads", picture(), name))

    assert ada.get(address_in(text)).mimetype == "image/webp"


@pytest.mark.parametrize(
    "alt", ["](/logout) [", "<img src=x>", '" onerror="x', "**b** _i_ `c`", "a\\"]
)
def test_words_in_its_place_are_only_words(ada, thread_id, alt):
    text = text_of(send(ada, "/uploads", picture(), picture_alt=alt))
    ada.post(f"/threads/{thread_id}/answers", body=text)

    html = rows(Answer).one().html
    assert html.count("<img ") == 1
    assert "<a " not in html
    assert ' onerror="' not in html


def test_until_it_is_posted_only_its_owner_sees_it(ada, ben, dev, visitor, pasted):
    address = address_in(pasted(ada))

    assert ada.get(address).status_code == 200
    assert [who.get(address).status_code for who in (ben, dev, visitor)] == [404] * 3


def test_the_picture_of_somebody_else_does_not_show(ada, ben, visitor, thread_id, pasted):
    text = pasted(ada)

    ben.post(f"/threads/{thread_id}/answers", body=f"Look: {text}")

    assert "<img" not in rows(Answer).one().html
    assert visitor.get(address_in(text)).status_code == 404


@pytest.mark.parametrize("state", ["hidden", "held", "deleted"])
def test_it_goes_where_the_post_goes(ada, ben, cleo, visitor, thread_id, pasted, state):
    address = address_in(text := pasted(ada))
    ada.post(f"/threads/{thread_id}/answers", body=text)
    with writing():
        db.query(Answer).one().state = state

    assert [who.get(address).status_code for who in (ada, cleo)] == [200, 200]
    assert [who.get(address).status_code for who in (ben, visitor)] == [404, 404]


def test_a_moderator_who_changes_the_post_keeps_its_picture(ada, cleo, visitor, thread_id, pasted):
    text = pasted(ada)
    ada.post(f"/threads/{thread_id}/answers", body=text)
    answer = rows(Answer).one().id

    cleo.post(f"/answers/{answer}/edit", body=f"Tidied.\n\n{text}", revision=1)
    assert "<img" in rows(Answer).one().html
    assert visitor.get(address_in(text)).status_code == 200

    cleo.post(f"/answers/{answer}/edit", body="Tidied.", revision=2)
    assert visitor.get(address_in(text)).status_code == 404


def test_the_preview_shows_ones_own(ada, ben, pasted):
    text = pasted(ada)

    assert "<img" in ada.post("/preview", body=text).text
    assert "<img" not in ben.post("/preview", body=text).text


def test_through_the_api_too(ada, visitor, thread_id, pasted):
    text = pasted(ada)

    said = ada.api("POST", f"/threads/{thread_id}/answers", body=text)

    assert said.status_code == 201
    assert visitor.get(address_in(text)).status_code == 200


def test_a_moderators_program_keeps_the_picture_too(ada, cleo, visitor, thread_id, pasted):
    text = pasted(ada)
    ada.post(f"/threads/{thread_id}/answers", body=text)
    answer = rows(Answer).one().id

    changed = cleo.api("PATCH", f"/answers/{answer}", body=f"Tidied.\n\n{text}", revision=1)

    assert changed.status_code == 200
    assert visitor.get(address_in(text)).status_code == 200


def test_in_an_idea_and_in_a_private_letter_it_is_a_link(ada, visitor, pasted, parking):
    text = pasted(ada)
    ada.post("/ideas/new", title="A lamp", body=text, topic="parking", board="main")

    assert visitor.get(address_in(text)).status_code == 404


def test_thirty_a_day(ada, pasted):
    with writing():
        for _ in range(30):
            limits.count(ada.member_id)

    page = send(ada, "/uploads", picture())

    assert page.status_code == 429
    assert "30 pictures today" in page.text


def test_the_room_of_one_person_has_an_end(ada, pasted):
    pasted(ada)
    with writing():
        db.query(Attachment).one().size = limits.MOST_ROOM

    page = send(ada, "/uploads", picture())

    assert page.status_code == 422
    assert "all the room" in page.text


def test_who_may_not_ask_may_not_send(ada, visitor):
    assert visitor.post("/uploads", picture_alt="x").status_code == 401
    with writing():
        db.get_one(Member, ada.member_id).verified_at = None

    assert send(ada, "/uploads", picture()).status_code == 403
    assert rows(Attachment).count() == 0


def test_a_form_from_elsewhere_sends_nothing(ada):
    assert send(ada, "/uploads", picture(), csrf_token="wrong").status_code == 403


def test_what_stands_nowhere_is_forgotten_after_a_month(ada, thread_id, pasted):
    kept, unused = pasted(ada), pasted(ada)
    ada.post(f"/threads/{thread_id}/answers", body=kept)

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        tasks.forget_unused()
    assert rows(Attachment).count() == 2
    with time_machine.travel(now() + timedelta(days=32), tick=False):
        tasks.forget_unused()

    assert [one.key for one in rows(Attachment)] == [address_in(kept).removeprefix("/uploads/")]
    assert unused not in kept


def test_of_somebody_who_was_erased_nothing_remains(ada, visitor, thread_id, pasted):
    text = pasted(ada)
    ada.post(f"/threads/{thread_id}/answers", body=text)
    with writing():
        db.get_one(Member, ada.member_id).erased_at = now()

    tasks.forget_unused()

    assert (rows(Attachment).count(), rows(AttachmentUse).count()) == (0, 0)
    assert visitor.get(address_in(text)).status_code == 404


def test_ones_export_names_them(ada, ben, pasted):
    address = address_in(pasted(ada))

    (told,) = ada.api("GET", "/me/export").json["rows"]["pictures"]

    assert told["address"] == address
    assert ben.api("GET", "/me/export").json["rows"]["pictures"] == []


@pytest.mark.parametrize("key", ["x", "0" * 32, "..", "%00", "a" * 400])
def test_an_address_of_no_picture_says_so(visitor, key):
    assert visitor.get(f"/uploads/{key}").status_code in (308, 404)


def test_a_photo_goes_along_to_the_private_door(ada):
    page = send(ada, "/ask", picture(), body="It is dark.", **ASKED | {"door": "private"})

    assert page.status_code == 307
    assert rows(Attachment).count() == 0


def test_whoever_chose_a_picture_is_told_that_it_stayed_behind(ada):
    with_one = send(ada, "/contact", picture(), body="It is dark.")
    without = send(ada, "/contact", body="It is dark.")

    assert "Your picture did not come along" in with_one.text
    assert "It is dark." in with_one.text
    assert "Your picture did not come along" not in without.text
