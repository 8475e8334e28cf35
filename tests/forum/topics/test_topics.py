"""Topics and tags are made once, however often they are named."""

from typing import Any

import pytest

from forum.kernel.db import db, writing
from forum.kernel.errors import Invalid, Missing
from forum.services.actions import add_service
from forum.services.queries import all_services, service_called, service_of
from forum.topics.actions import add_topic, tags_called
from forum.topics.models import Tag
from forum.topics.queries import all_topics, tag_called, topic_called

FACTS: dict[str, Any] = {
    "slug": "bins",
    "name": "Bins",
    "summary": "Collections",
    "owner": "Waste team",
    "phone": "01632 960141",
    "place": "Ashmere Library",
    "opening": "Every day",
    "first_response_minutes": 480,
    "resolution_minutes": 960,
}
CALENDAR: dict[str, Any] = {"zone": "Europe/London", "frames": {"0": [["09:00", "17:00"]]}}


def test_topics_stand_in_the_order_they_were_added(app, parking):
    with writing():
        for name in ("Zebra crossings", "Allotments"):
            slug = name.split()[0].lower()
            add_topic(name=name, slug=slug, summary="", service_id=parking.service_id)

    names = [topic.name for topic in all_topics()]

    assert names == ["Parking and permits", "Zebra crossings", "Allotments"]


def test_adding_a_topic_twice_changes_nothing(app, parking):
    with writing():
        again = add_topic(name="Other", slug="parking", summary="", service_id=parking.service_id)

    assert again.id == parking.id
    assert topic_called("parking").name == "Parking and permits"


def test_what_does_not_exist_is_said_in_words(app):
    for find in (topic_called, tag_called, service_called):
        with pytest.raises(Missing):
            find("nothing")


def test_every_topic_has_a_service(app, parking):
    assert service_of(parking.id).owner == "Parking team"
    with pytest.raises(Missing):
        service_of(999)


def test_adding_a_service_twice_changes_nothing(app):
    with writing():
        first = add_service(**FACTS, calendar=CALENDAR).id
        second = add_service(**FACTS | {"name": "Other"}, calendar=CALENDAR).id

    assert first == second
    assert [service.name for service in all_services()] == ["Bins"]


def test_hours_that_cannot_be_counted_are_refused(app):
    with pytest.raises(Invalid, match="time zone"), writing():
        add_service(**FACTS, calendar={"zone": "Nowhere/Else", "frames": {}})

    assert all_services() == []


def test_tags_come_back_in_the_order_they_were_named(app):
    with writing():
        names = [tag.name for tag in tags_called(["permit", "bins", "permit"])]
        tags_called(["bins"])

    assert names == ["permit", "bins"]
    assert db.query(Tag).count() == 2
