"""Real files that broke other programs come by mail: each is kept as a clean picture, or named."""

import os
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from forum.kernel.house import house
from forum.kernel.mail.incoming import Arrived
from moderation.mail_in.models import IncomingMail, MailFile

pytestmark = pytest.mark.acceptance
REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("FOLKMOOT_DATA") or REPOSITORY / "../shared/data")
PICTURES = DATA / "uploads" / "hostile-images"
MAILS = DATA / "email" / "reply-trimmer"
DESK = "ask@example.org"
AT_ONCE = 10
MEDIA = {"image/jpeg", "image/png", "image/webp", "text/plain; charset=utf-8", "application/pdf"}
SECONDS = 20


@pytest.fixture
def config(config):
    return replace(config, LMTP="127.0.0.1:8024", MAIL_FROM=DESK)


def files_in(folder):
    if not folder.is_dir():
        pytest.skip(f"NOT RUN: the real data is not there ({folder}). Set FOLKMOOT_DATA.")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def brings(raw, number):
    house().mail_in[0].keep(Arrived(f"robin{number}@example.net", [DESK], raw))


def with_files(paths, number):
    mail = EmailMessage()
    mail["From"], mail["To"] = f"robin{number}@example.net", DESK
    mail["Subject"], mail["Message-ID"] = f"Pictures {number}", f"<{number}@robin.example.net>"
    mail.set_content("See the pictures.")
    for path in paths:
        content = path.read_bytes()
        mail.add_attachment(content, maintype="image", subtype="jpeg", filename=path.name)
    return mail.as_bytes()


@pytest.mark.filterwarnings("ignore::UserWarning")  # as in a worker, which only says them
def test_files_that_mean_harm_are_made_anew_or_named(app, parking, deliver):
    paths = files_in(PICTURES)
    slowest = 0.0
    for number, at in enumerate(range(0, len(paths), AT_ONCE)):
        brings(with_files(paths[at : at + AT_ONCE], number), number)
        began = perf_counter()
        deliver()
        slowest = max(slowest, perf_counter() - began)

    with fresh_reading():
        mails = db.scalars(select(IncomingMail)).all()
        named = [name for mail in mails for name in (mail.left_out or "").split("\n") if name]
        kept = db.execute(select(MailFile.name, MailFile.media, MailFile.body)).all()
    print(f"{len(paths)} files: {len(kept)} kept, {len(named)} named, slowest {slowest:.1f} s")
    assert {mail.state for mail in mails} == {"done"}
    assert kept
    assert Counter(path.name for path in paths) == Counter([*named, *(row[0] for row in kept)])
    assert {media for _, media, _ in kept} <= MEDIA
    for _, media, body in kept:
        if media.startswith("image/"):
            with Image.open(BytesIO(body)) as picture:
                picture.load()
                assert not picture.getexif()
                assert max(picture.size) <= 1600
    assert slowest < SECONDS


def test_real_mails_of_many_programs_are_read_whole(app, parking, deliver):
    paths = [path for path in files_in(MAILS) if path.parent.name == "emails"]
    for number, path in enumerate(paths):
        head = f"From: robin{number}@example.net\r\nMessage-ID: <{number}@real.example>\r\n"
        brings(head.encode() + b"\r\n" + path.read_bytes(), number)
    deliver()

    with fresh_reading():
        states = Counter(db.scalars(select(IncomingMail.state)))
    print(f"{len(paths)} mails: {dict(states)}")
    assert paths
    assert states.total() == len(paths)
    assert not states["waiting"]
