"""Every byte of a mail is somebody else's: nothing breaks, is lost or gets through."""

import time

import pytest

from tests.moderation.mail_in.conftest import ROBIN, incoming, messages, text_of, tickets

HEAD = b"From: Robin <robin@example.net>\r\nTo: ask@example.org\r\n"


def nested(depth):
    inner = [
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n - 1, n)
        for n in range(1, depth)
    ]
    return HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + b"".join(inner)


def kind(of, body=b"hello"):
    return HEAD + b"Content-Type: " + of + b"\r\n\r\n" + body


PARTS = b"--q\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
NASTY = {
    "letters nobody has": kind(b"text/plain; charset=x-klingon", b"hello \xe9"),
    "letters that are none": kind(b"text/plain; charset=zlib"),
    "letters that take hours": kind(b"text/plain; charset=punycode", b"hello " + b"a-b" * 100_000),
    "letters that take hours, by another name": kind(
        b"text/plain; charset=punycode_", b"hello " + b"a-b" * 100_000
    ),
    "a broken name of letters": kind(b'text/plain; charset="utf\x00-8"'),
    "bytes that are no text": kind(b"text/plain", b"hello \x00\x01\x1b[31m \xff\xfe"),
    "a subject of a megabyte": HEAD + b"Subject: " + b"x" * 1_000_000 + b"\r\n\r\nhello",
    "a subject never ended": HEAD + b"Subject: " + b"=?utf-8?b?" * 50_000 + b"\r\n\r\nhello",
    "a header in a header": HEAD + b"Subject: =?utf-8?q?x=0D=0ABcc:_eve@x.y?=\r\n\r\nhello",
    "a date long gone": HEAD + b"Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n\r\nhello",
    "a date that is none": HEAD + b"Date: yesterday-ish\r\n\r\nhello",
    "many headers": HEAD + b"X-A: b\r\n" * 50_000 + b"\r\nhello",
    "many references": HEAD + b"References: " + b"<a@b> " * 50_000 + b"\r\n\r\nhello",
    "many parts": kind(b"multipart/mixed; boundary=q", PARTS * 5_000),
    "parts in parts": nested(40) + b"--b39\r\n\r\nhello",
    "no end of base64": kind(b"text/plain", b"hello"),
    "HTML only": kind(b"text/html", b"<style>p{}</style><p>hello<script>evil()</script>"),
    "HTML without an end": kind(b"text/html", b"<div>" * 60_000 + b"hello"),
    "one letter under many accents": kind(
        b"text/plain; charset=utf-8", b"hello" + b"\xcc\x81" * 9000
    ),
    "one line without an end": kind(b"text/plain", b"hello " + b"x" * 900_000),
    "a name of a file from nowhere": HEAD
    + b"Content-Type: multipart/mixed; boundary=q\r\n\r\n"
    + PARTS
    + b"--q\r\nContent-Disposition: attachment; filename*=nowhere''%00%ff../../x\r\n\r\nx\r\n--q--",
}


@pytest.mark.parametrize("raw", NASTY.values(), ids=NASTY)
def test_it_becomes_a_ticket_like_any_other(post, raw, dev):
    began = time.process_time()

    post.brings(raw)

    (ticket,) = tickets()
    said = messages(ticket)[0].body
    assert "hello" in said or "not taken over: multipart/mixed" in said
    assert dev.get(f"/desk/tickets/{ticket.reference}").status_code == 200
    assert [str(mail["To"]) for mail in post.sent()] == [ROBIN]
    assert post.sent()[0]["Bcc"] is None
    assert time.process_time() - began < 20


BRANCH = b'--q\r\nContent-Type: multipart/mixed; a="' + b";" * 3_900 + b"\r\n\r\nx\r\n"
NAMED = HEAD + b"Content-Disposition: attachment; filename*=punycode''"
TANGLED = {
    "mails in mails": nested(500),
    "letters in letters": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 400,
    "a kind without an end": kind(b"text/plain" + b";" * 1_000_000),
    "a kind folded without an end": kind(b"text/plain" + b";\r\n\t;\r ;\n " * 100_000),
    "a name of a file without an end": NAMED + b"a" * 1_000_000 + b"\r\n\r\nhello",
    "a kind without an end in a part": kind(
        b"multipart/mixed; boundary=q", b"--q\r\ncontent-type: text/plain" + b";" * 1_000_000
    ),
    "many long kinds": kind(b"multipart/mixed; boundary=q", BRANCH * 500),
}


@pytest.mark.parametrize("raw", TANGLED.values(), ids=TANGLED)
def test_what_nobody_can_read_is_kept_for_staff(post, raw, dev):
    began = time.process_time()

    post.brings(raw)

    assert time.process_time() - began < 5

    assert tickets() == []
    assert [mail.state for mail in incoming()] == ["aside"]
    assert "built in a way that we cannot read" in dev.get("/desk/mails").text


def test_letters_that_run_what_they_say_are_none(post):
    post.brings(kind(b"text/plain; charset=utf7", b"hello +AGE-"))

    assert messages(tickets()[0])[0].body == "hello +AGE-"


def test_one_mail_to_fifty_mailboxes_that_lead_nowhere_is_kept_once(post):
    nowhere = [f"{kind}{n}@example.org" for n in range(25) for kind in ("ask+", "reply+x")]

    post.sends(to=[*nowhere, "ask+parking@example.org"])

    assert [mail.mailbox for mail in incoming()] == ["ask@example.org", "ask+parking@example.org"]


@pytest.mark.parametrize("raw", [b"", b"\r\n" * 99, b"\x00" * 99, b"hello", b"From: ((((\r\n\r\nx"])
def test_what_says_no_sender_is_kept_for_staff(post, raw, dev):
    post.brings(raw)

    assert tickets() == []
    assert "It does not say who sent it" in dev.get("/desk/mails").text


def test_what_is_not_ours_to_show_is_shown_as_it_was_typed(post, dev, visitor):
    post.sends("<script>alert(1)</script>", "**bold** <img src=x onerror=alert(1)> {{ 7*7 }}")

    page = dev.get(f"/desk/tickets/{tickets()[0].reference}").text
    assert "<script>alert(1)" not in page
    assert "**bold** &lt;img src=x" in page


def test_names_of_files_stand_on_the_ticket_and_go_back_to_nobody(post):
    post.sends(files=["buy-pills.example.jpg", "two.jpg"])

    said = messages(tickets()[0])[0].body
    mail = text_of(post.sent()[0])
    assert "2 files were not taken over: buy-pills.example.jpg, two.jpg" in said
    assert "2 files that came with your mail were not taken over" in mail
    assert "pills" not in mail


def test_nothing_a_stranger_typed_is_mailed_to_whom_they_name(post):
    post.sends("Cheap watches", "Go to http://evil.example", by="Win Big <victim@example.net>")

    (mail,) = post.sent("victim@example.net")
    whole = mail.as_string()
    assert not any(words in whole for words in ("watches", "evil.example", "Win Big"))


def test_a_very_long_mail_is_cut_where_it_shows(post):
    post.sends("Long", "word " * 20_000)

    said = messages(tickets()[0])[0].body
    assert len(said) < 30_000
    assert "The mail goes on." in said
