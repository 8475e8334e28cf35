"""Services and topics from a table or the starter set: looked at line by line, added once."""

from io import BytesIO

from forum.kernel.db import db, fresh_reading
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.catalogue.sheet import COLUMNS, MOST_LINES, read
from tests.cast import OURS
from tests.moderation.catalogue.conftest import fields_of, words_of

TABLE = """\
service,topic,summary,owner,first_reply_days,answer_days
Waste,,Bins,Waste team,1,3
Waste,Bins,What goes where,,,
Parking,,Known already,,,
,Lost,No service,,,
Roads,,Too late,,0,5
Waste,Bins,Twice,,,
"""


def counts():
    with fresh_reading():
        return db.query(Service).count(), db.query(Topic).count()


def send(adam, text, **more):
    return adam.post("/desk/services/csv", text=text, **more)


def test_every_line_is_shown_with_what_becomes_of_it(adam, parking):
    before = counts()

    words = words_of(send(adam, TABLE))

    assert "2 lines will be added. 1 is there already. 3 lines cannot be used" in words
    assert "2 Waste will be added" in words
    assert "4 Parking is there already, stays as it is" in words
    assert "5 Lost cannot be used: The name of the service is missing." in words
    assert "6 Roads cannot be used: “first_reply_days” is a whole number" in words
    assert "7 Waste Bins cannot be used: The same line stands further up." in words
    assert counts() == before


def test_what_was_looked_at_is_saved_and_again_changes_nothing(adam, parking):
    seen = fields_of(send(adam, TABLE))

    saved = adam.post("/desk/services/csv", **seen, follow=True)
    after = counts()
    again = words_of(send(adam, TABLE))

    assert "2 lines are added" in words_of(saved)
    assert after == (2, 2)
    assert "0 lines will be added. 3 are there already." in again
    with fresh_reading():
        waste = db.query(Service).where(Service.slug == "waste").one()
        assert (waste.first_response_minutes, waste.resolution_minutes) == (480, 1440)


def test_a_file_of_a_table_program(adam, parking):
    table = "Service;Topic;Summary\r\nCafé;;Drinks\r\n".encode("cp1252")
    sent = {"csrf_token": adam.csrf, "text": "", "file": (BytesIO(table), "services.csv")}

    with adam.app.app_context():
        answer = adam.client.post("/desk/services/csv", data=sent, headers=OURS)

    assert "2 Café will be added" in words_of(answer)


def test_what_is_no_table_is_refused_with_a_sentence(adam, parking):
    assert "The first line names the columns" in words_of(send(adam, "hello"))
    assert "We do not know the column “price”" in words_of(send(adam, "service,price\nA,1"))
    assert "Choose a file, or paste the table." in words_of(send(adam, ""))
    long = "service\n" + "\n".join(f"Service {n}" for n in range(MOST_LINES + 1))
    assert f"at most {MOST_LINES} lines" in words_of(send(adam, long))


def test_the_starter_set_is_eight_services_with_topics_and_is_added_once(adam, app):
    said = adam.post("/desk/services/starter", follow=True)
    first = counts()
    adam.post("/desk/services/starter")

    assert "lines are added" in words_of(said)
    assert first == (8, 11)
    assert counts() == first


def test_a_line_with_too_many_cells_is_refused_alone():
    rows = read(f"{','.join(COLUMNS)}\nWaste,,Bins,,,,,2,5,more\nRoads,,Roads,,,,,2,5\n")

    assert [(row.line, bool(row.fault)) for row in rows] == [(2, True), (3, False)]
