"""Pictures, texts and quiet PDFs of a mail are on its ticket, for its readers; others are named."""

import zlib
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from time import process_time

import pytest
from PIL import Image
from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.uploads.pictures import MOST_BYTES
from moderation.helpdesk.keys import key_to
from moderation.mail_in import enclosures, showing, tasks
from moderation.mail_in.models import IncomingMail, MailFile
from moderation.personal import files_taken_in
from tests.moderation.conftest import asks, escalates
from tests.moderation.mail_in.conftest import DESK, ROBIN, incoming, messages, text_of, tickets

WHERE = "N 51 30 26"


def picture(kind="JPEG"):
    """A small photo that says where it was taken."""
    made = Image.new("RGB", (40, 30), "teal")
    exif = Image.Exif()
    exif[0x010E] = WHERE
    target = BytesIO()
    made.save(target, kind, exif=exif)
    return target.getvalue()


def pdf(*objects: bytes, tail: bytes = b"%%EOF\n"):
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n" + tail


def packed(content: bytes):
    return b"<< /Type /ObjStm >> stream\n" + zlib.compress(content) + b"\nendstream"


QUIET = pdf(b"<< /Type /Catalog >>", packed(b"<< /Type /Page >>"))


@pytest.fixture
def bring(post):
    """A mail with files: (name, content), called whatever the mail likes."""

    def send(
        *files, by=ROBIN, to=DESK, called="application/octet-stream", subject="The lamp", **more
    ):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = by, to, subject
        for name, value in more.items():
            mail[name.replace("_", "-")] = value
        mail.set_content("It is dark.")
        main, sub = called.split("/")
        for name, content in files:
            mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
        post.brings(mail.as_bytes(), to=to, envelope=by)

    return send


def kept():
    with fresh_reading():
        return list(db.scalars(select(MailFile).order_by(MailFile.id)))


def body_of(one):
    with fresh_reading():
        return db.scalar(select(MailFile.body).where(MailFile.id == one.id))


def path_of(ticket, one):
    return f"/tickets/{ticket.reference}/files/{one.id}"


def test_a_photo_is_on_the_ticket_without_what_it_told_about_its_place(bring, dev, visitor):
    bring(("lamp.jpg", picture()))
    (ticket,), (one,) = tickets(), kept()

    seen = dev.get(path_of(ticket, one))
    page = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert (seen.status_code, seen.content_type) == (200, "image/jpeg")
    assert WHERE.encode() in picture()
    assert WHERE.encode() not in seen.data
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert path_of(ticket, one) in page
    assert "lamp.jpg" in page
    assert "not taken over" not in messages(ticket)[0].body
    assert incoming()[0].left_out is None


def test_only_who_may_read_the_ticket_may_open_its_files(bring, dev, ada, cleo, visitor):
    bring(("lamp.jpg", picture()))
    (ticket,), (one,) = tickets(), kept()
    path, key = path_of(ticket, one), key_to(ticket.id, purpose="mail")

    assert [who.get(path).status_code for who in (visitor, ada, cleo)] == [404, 404, 404]
    assert visitor.get(f"{path}?key={key}").status_code == 200
    assert f"{path}?key=" in visitor.get(f"/tickets/{ticket.reference}?key={key}").text
    assert dev.get(path).status_code == 200


def test_that_staff_looked_is_written_down_once_for_a_page_and_its_pictures(bring, dev):
    bring(("lamp.jpg", picture()), ("post.jpg", picture()))
    (ticket,) = tickets()
    dev.get(path_of(ticket, kept()[0]))
    dev.get(f"/desk/tickets/{ticket.reference}")
    for one in kept():
        dev.get(path_of(ticket, one))

    with fresh_reading():
        looks = db.query(AuditEntry).where(AuditEntry.deed == "open ticket").count()
    assert looks == 2


def test_a_file_opens_on_its_own_ticket_only(bring, dev):
    bring(("lamp.jpg", picture()))
    bring(by="sam@example.net", subject="Something else")
    other = next(ticket for ticket in tickets() if ticket.contact_email != ROBIN)

    assert dev.get(path_of(other, kept()[0])).status_code == 404


def test_what_it_is_says_its_content_and_not_its_name(bring, dev):
    page = b"<html><script>alert(1)</script></html>"
    bring(("lamp.html", picture("PNG")), ("photo.jpg", page), ("note.txt", page))

    assert [(one.name, one.media) for one in kept()] == [("lamp.html", "image/webp")]
    assert incoming()[0].left_out == "photo.jpg\nnote.txt"
    assert "2 files were not taken over: photo.jpg, note.txt" in messages(tickets()[0])[0].body


def test_documents_can_only_be_downloaded(bring, dev):
    bring(("letter.pdf", QUIET), ("meter.txt", "Zähler: 12 ½\n".encode()))
    (ticket,), files = tickets(), kept()

    answers = [dev.get(path_of(ticket, one)) for one in files]

    assert [one.media for one in files] == ["application/pdf", "text/plain; charset=utf-8"]
    assert [one.data for one in answers] == [QUIET, "Zähler: 12 ½\n".encode()]
    ways = [one.headers["Content-Disposition"] for one in answers]
    assert ways == ["attachment; filename=file-1.pdf", "attachment; filename=file-2.txt"]
    assert all("sandbox" in one.headers["Content-Security-Policy"] for one in answers)
    assert all(one.headers["X-Content-Type-Options"] == "nosniff" for one in answers)


@pytest.mark.parametrize(
    "harm",
    [
        pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
        pdf(b"<< /AA << >> >>"),
        pdf(b"<< /S /L#61unch /F (calc.exe) >>"),
        pdf(packed(b"<< /S /JavaScript /JS (app.alert(1)) >>")),
        pdf(packed(b"<< /Type /EmbeddedFile >>")),
        pdf(b"<< /Encrypt 4 0 R >>"),
        pdf(packed(b"0" * 5_000_000)),
        pdf(b"<< >>", tail=b""),
        b"MZ\x90\x00" + b"\0" * 200,
        b"PK\x03\x04" + b"\0" * 200,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"%!PS-Adobe-3.0\n(x) run",
        b"#!/bin/sh\nrm -rf ~\n",
        b"GIF89a" + b"\0" * 40,
        b"",
        b"x" * (MOST_BYTES + 1),
    ],
    ids=range(16),
)
def test_what_could_do_something_is_named_and_not_kept(bring, harm):
    bring(("bill.pdf", harm), called="application/pdf")

    assert kept() == []
    assert incoming()[0].left_out == "bill.pdf"
    assert incoming()[0].state == "done"


def test_one_mail_has_a_limit_and_the_rest_is_named(bring, post):
    bring(*[(f"{number}.txt", b"Reading 1") for number in range(12)])

    assert len(kept()) == enclosures.MOST_KEPT
    assert incoming()[0].left_out == "10.txt\n11.txt"
    assert "2 files that came with your mail were not taken over" in text_of(post.sent()[-1])


def test_one_address_has_a_limit_for_a_month(bring, monkeypatch, time_machine):
    monkeypatch.setattr(showing, "MOST_OF_SENDER", 100)
    for number in range(3):
        bring(("meter.txt", b"x" * 45), subject=f"Meter {number}")
    bring(("meter.txt", b"x" * 45), by="sam@example.net")
    time_machine.move_to(now() + showing.COUNTED_FOR)
    bring(("meter.txt", b"x" * 45), subject="Meter in April")

    left_out = [(mail.sender, mail.left_out) for mail in incoming() if mail.left_out]
    assert left_out == [(ROBIN, "meter.txt")]
    assert len(kept()) == 4


def test_the_same_mail_again_keeps_its_files_once(bring):
    for _ in range(3):
        bring(("lamp.jpg", picture()), message_id="<lamp@robin.example.net>")

    assert len(kept()) == 1


def test_a_mail_within_a_mail_is_named_only(bring, post):
    inner = EmailMessage()
    inner["Subject"] = "Within"
    inner.set_content("Hello")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = ROBIN, DESK, "Passed on"
    mail.set_content("See below.")
    mail.add_attachment(inner)
    post.brings(mail.as_bytes())

    assert kept() == []
    assert incoming()[0].left_out == "message/rfc822"


def test_files_of_an_answer_stand_on_the_ticket_of_its_person_and_in_their_export(
    bring, post, ada, parking, deliver
):
    ticket = escalates(ada, asks(ada, parking, "My permit"))
    deliver()
    to = str(post.sent("ada@example.org")[-1]["Reply-To"])
    bring(("permit.jpg", picture()), by="ada@example.org", to=to)
    (one,) = kept()

    assert ada.get(path_of(ticket, one)).status_code == 200
    assert [row["name"] for row in files_taken_in(ada.member.id)] == ["permit.jpg"]


def test_they_go_when_their_person_or_their_mail_goes(bring, post, ada, parking, deliver):
    escalates(ada, asks(ada, parking, "My permit"))
    deliver()
    to = str(post.sent("ada@example.org")[-1]["Reply-To"])
    bring(("permit.jpg", picture()), by="ada@example.org", to=to)
    bring(("lamp.jpg", picture()))
    with writing():
        gone = update(Member).where(Member.id == ada.member.id).values(erased_at=now())
        db.execute(gone)
    tasks.forget_old()
    after_person = [one.name for one in kept()]
    mail_id = kept()[0].mail_id
    with writing():
        db.query(IncomingMail).where(IncomingMail.id == mail_id).delete()

    assert after_person == ["lamp.jpg"]
    assert kept() == []


def test_a_mail_for_many_addresses_is_kept_once_and_handled_at_each(bring, post, first):
    to = [DESK, "ask+parking@example.org", str(post.sent()[-1]["Reply-To"])]
    post.sends("And also", to=to)
    with fresh_reading():
        raw = db.scalars(select(IncomingMail.raw).order_by(IncomingMail.id)).all()

    assert [one is not None for one in raw] == [True, True, False, False]
    assert sorted(mail.state for mail in incoming()) == ["copy", "copy", "done", "done"]


def test_a_copy_that_was_set_aside_can_be_taken_up_and_is_forgotten(
    bring, post, dev, deliver, time_machine
):
    to = [DESK, "ask+parking@example.org"]
    post.sends("Away", to=to, auto_submitted="auto-replied")
    copy = incoming()[1]
    dev.post(f"/desk/mails/{copy.id}/attempt")
    deliver()
    taken_up = [mail.state for mail in incoming()]
    time_machine.move_to(now() + timedelta(days=31))
    tasks.forget_old()

    assert taken_up == ["aside", "done"]
    assert [mail.state for mail in incoming()] == ["done"]


def test_a_file_of_thousands_of_streams_keeps_nobody_waiting():
    """Each of them could lead to the end of the file: it took half a minute of a worker."""
    head = b"%PDF-1.4\n" + b"stream\nx" * (enclosures.MOST_STREAMS - 10)
    content = head.ljust(MOST_BYTES - 6, b"a") + b"%%EOF\n"

    began = process_time()
    enclosures.sorted_out([enclosures.Enclosed("plan.pdf", content)])

    assert process_time() - began < 5
