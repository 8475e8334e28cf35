"""Ideas, alerts and services are found beside questions, by whoever may see them."""

from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.ideas.actions import propose
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.written import write_up
from forum.services.queries import service_called
from forum.topics.models import Topic


def _propose(person, topic, title):
    with writing() as session:
        here = session.get_one(Topic, topic.id)
        by = session.merge(person.member)
        return propose(by=by, topic=here, title=title, body=write_up("By the market.")).id


def _write(agent, title, *, is_public):
    with writing() as session:
        by, service = session.merge(agent.member), service_called("parking")
        words = write_up("Use the library car park.")
        alert = write_alert(Draft(service.id, "problem", title, words, begins_at=now()), by=by)
        if is_public:
            publish_alert(alert, by=by)


def test_an_idea_is_found_by_its_title(cleo, visitor, parking, deliver):
    _propose(cleo, parking, "A fountain at the fairground")
    deliver()

    found = visitor.get("/search?q=fountain")

    assert "A fountain at the fairground" in found.text


def test_an_idea_like_it_is_shown_before_another_is_posted(cleo, ada, parking, deliver):
    _propose(cleo, parking, "A fountain at the fairground")
    deliver()

    similar = ada.client.get("/api/v1/similar?title=Fountain+for+the+fairground&kind=idea").json

    assert [item["title"] for item in similar["items"]] == ["A fountain at the fairground"]


def test_a_newcomers_first_idea_is_found_by_nobody_before_it_is_read(
    ben, visitor, parking, deliver
):
    _propose(ben, parking, "A fountain at the fairground")
    deliver()

    assert "fairground" not in visitor.get("/search?q=fountain").text


def test_an_alert_is_found_once_it_is_published(dev, visitor, parking, deliver):
    _write(dev, "The meters are broken", is_public=True)
    _write(dev, "The meters are replaced", is_public=False)
    deliver()

    found = visitor.get("/search?q=meters").text

    assert "The meters are broken" in found
    assert "The meters are replaced" not in found


def test_a_service_leads_to_its_own_page(visitor, parking, app):
    app.extensions["house"].projections["search"]()

    assert 'href="/services/parking"' in visitor.get("/search?q=parking&kind=service").text
