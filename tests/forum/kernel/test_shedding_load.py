"""One address cannot keep everybody else waiting, and tidying up costs no thread a request."""

import threading
from dataclasses import replace

import pytest

from forum.app import create_app
from forum.kernel.schema import create_everything
from tests.cast import Visitor, make_person
from tests.conftest import close

MOST = 10


@pytest.fixture
def strict(config):
    """A site of two web processes that allows ten requests a minute, so five in each."""
    app = create_app(replace(config, TESTING=False, REQUESTS_PER_MINUTE=MOST, LOG_LEVEL="error"))
    create_everything(app)
    yield app
    app.extensions["database"].dispose()


def test_beyond_the_limit_the_answer_is_a_sentence(strict):
    visitor = Visitor(strict)

    answers = [visitor.get("/healthz") for _ in range(MOST // 2 + 1)]

    assert [answer.status_code for answer in answers] == [200] * (MOST // 2) + [429]
    assert "Wait a minute" in answers[-1].text


def test_somebody_elses_requests_are_still_answered(strict):
    busy, other = Visitor(strict), Visitor(strict)
    for _ in range(MOST):
        busy.get("/healthz")

    assert other.get("/healthz", environ_base={"REMOTE_ADDR": "10.0.0.7"}).status_code == 200


def test_no_thread_is_started_for_a_request(strict):
    visitor = Visitor(strict)
    visitor.get("/healthz")
    before = threading.active_count()

    visitor.get("/healthz")

    assert threading.active_count() <= before


def test_what_is_asked_while_somebody_types_has_a_pace_of_its_own(config):
    app = create_app(replace(config, TESTING=False, REQUESTS_PER_MINUTE=10_000, LOG_LEVEL="error"))
    create_everything(app)
    with app.app_context():
        ada = make_person(app, "Ada Okafor")
        pace = app.extensions["house"].paces["threads.offer_tags"] // 2  # two web processes

        answers = [ada.get("/tags?begins=p").status_code for _ in range(pace + 1)]

        assert answers == [200] * pace + [429]
        assert ada.get("/members?begins=be").status_code == 200
    close(app)
