"""Adding a topic to a service, and changing one."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import is_seen
from forum.services.queries import all_services, service_called, service_of
from forum.topics.queries import topic_called
from moderation.catalogue import actions, telling
from moderation.catalogue.forms import TopicForm
from moderation.catalogue.views.room import BOTH, catalogue

USUAL = {"after_days": 2, "after_hours": 0, "position": 0, "version": 0}


@catalogue.route("/desk/topics/new", methods=BOTH)
def add_topic() -> Response:
    """Add a topic to a service: first shown as it will be, then saved."""
    if request.method == "GET":
        return telling.topic_page(TopicForm(**USUAL, service=_asked()), None)
    form = TopicForm.sent()
    if not form.is_fine:
        return telling.topic_page(form, None, status=422)
    service = service_called(form.service.data)
    if not is_seen(form):
        return telling.topic_page(form, service, preview=True)

    facts = form.facts_for(service)
    del facts["position"]
    try:
        with writing():
            actions.open_topic(facts, by=current_member())
    except Invalid as taken:
        form.name.errors = [str(taken)]
        return telling.topic_page(form, service, status=422)
    flash("The topic is added.", "good")
    return redirect(url_for("catalogue.index"), 303)


@catalogue.route("/desk/topics/<slug>/edit", methods=BOTH)
def edit_topic(slug: str) -> Response:
    """Change a topic: first shown what differs, then saved."""
    topic = topic_called(slug)
    if request.method == "GET":
        now_of = service_of(topic.id)
        return telling.topic_page(TopicForm(**telling.filled_topic(topic, now_of)), now_of, topic)
    form = TopicForm.sent()
    if not form.is_fine:
        return telling.topic_page(form, None, topic, status=422)
    service = service_called(form.service.data)
    if not is_seen(form):
        return telling.topic_page(form, service, topic, preview=True)

    facts = form.facts_for(service, was=topic.escalates_after_minutes)
    version = form.version.data
    with writing():
        here = topic_called(slug, lock=True)
        actions.change_topic(here, facts, by=current_member(), version=version)
    flash("It is saved. You can undo it below.", "good")
    return redirect(url_for("catalogue.history", slug=service.slug), 303)


def _asked() -> str:
    """The service in the address, when we have it."""
    asked = request.args.get("service", "")
    return asked if asked in [one.slug for one in all_services()] else ""
