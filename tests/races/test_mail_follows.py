"""One address from four processes at once: one row, and none that is erased comes back half."""

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.mail_follows.models import MailFollow, MailReader
from forum.threads.actions import ask
from forum.topics.models import Topic
from tests.races.crowd import crowd
from tests.races.deeds import follow_by_mail, member
from tests.races.racing import RACERS


def questions(topic, number):
    (asker,) = crowd(1)
    with writing():
        here, body = db.get_one(Topic, topic.id), write_up("I paid.")
        asked = [
            ask(by=member(asker), topic=here, title=f"Q {n}", body=body) for n in range(number)
        ]
        return [thread.id for thread in asked]


def test_the_same_address_typed_four_times_at_once_is_one_row(app, parking, racers):
    (thread_id,) = questions(parking, 1)
    typed = {"subject_id": thread_id, "email": "nora@example.org"}

    racers.race(app, *[[("follow_by_mail", typed)] * 3] * RACERS)

    with fresh_reading():
        assert db.query(MailReader).count() == db.query(MailFollow).count() == 1


def test_asking_and_ending_at_once_leaves_no_address_without_a_follow(app, parking, racers):
    ids = questions(parking, 3)
    follow_by_mail(subject_id=ids[0], email="nora@example.org")
    with fresh_reading():
        reader_id = db.query(MailReader.id).scalar()
    asks = [("follow_by_mail", {"subject_id": one, "email": "nora@example.org"}) for one in ids]
    ends = [("end_by_mail", {"reader_id": reader_id, "subject_id": one}) for one in ids]

    racers.race(app, asks * 4, ends * 4, asks * 4, ends * 4)

    with fresh_reading():
        following = {row.reader_id for row in db.query(MailFollow)}
        assert {reader.id for reader in db.query(MailReader)} == following
