"""What managers and everybody read of it: never fewer than ten, and how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.standing import Role
from forum.kernel.db import fresh_reading
from forum.surveys.keys import token_for
from moderation.asking_back.queries import by_month, by_service
from moderation.asking_back.reckoning import Satisfaction, wilson
from tests.cast import make_person
from tests.moderation.asking_back.conftest import closes, survey_of, writes_by_mail


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def ended(dev, visitor, parking, deliver):
    """So many tickets that ended, and what their people chose."""

    def end(*levels):
        tickets = [writes_by_mail(number) for number in range(len(levels))]
        for ticket in tickets:
            closes(dev, ticket)
        deliver()
        for ticket, level in zip(tickets, levels, strict=True):
            if level:
                got = "yes" if level > 3 else "no"
                link = f"/surveys/{token_for(survey_of(ticket).id)}"
                sent = visitor.post(link, level=str(level), got=got, comment="")
                assert sent.status_code == 303

    return end


LEVELS = (5, 5, 5, 4, 4, 4, 3, 2, 1, 1)


def test_counts_and_shares_are_those_of_the_answers(ended):
    ended(*LEVELS, None, None)

    with fresh_reading():
        (one,) = by_service()
        (month,) = by_month()

    assert one.found == month.found == Satisfaction(12, 0, (3, 3, 1, 1, 2), 6)
    assert (one.found.response_rate, one.found.satisfied_share) == (83.3, 60.0)
    assert one.found.interval == (31.3, 83.2)
    assert one.found.got_share == 60.0


def test_managers_read_them_and_nobody_below(mara, ada, dev, visitor, ended):
    ended(*LEVELS)

    page = mara.get("/desk/satisfaction")

    assert "31.3 to 83.2" in page.text
    assert ">60" in page.text
    assert ada.get("/desk/satisfaction").status_code == 403
    assert dev.get("/desk/satisfaction").status_code == 403
    assert visitor.get("/desk/satisfaction").status_code == 401


def test_of_nine_answers_nothing_is_shown(mara, visitor, ended):
    ended(*LEVELS[:9], None, None)

    for page in (mara.get("/desk/satisfaction"), visitor.get("/waiting-times")):
        assert "fewer than 10" in page.text
        assert "66.7" not in page.text
    (row,) = visitor.get("/waiting-times.json").json["satisfaction"]
    assert row["answers"] is None
    assert row["note"] == "fewer than 10"


def test_everybody_reads_the_shares_of_a_service(visitor, ended):
    ended(*LEVELS)

    page = visitor.get("/waiting-times").text
    (row,) = visitor.get("/waiting-times.json").json["satisfaction"]

    assert "31.3 to 83.2" in page
    assert row["satisfied"] == 60.0
    assert row["between"] == [31.3, 83.2]
    assert row["response_rate"] == 100.0


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_interval_holds_the_share_and_solves_its_own_equation(case):
    """Both ends are the shares p at which |hits/cases - p| is 1.96 standard errors of p."""
    hits, cases = case
    low, high = wilson(hits, cases)

    assert 0 <= low <= hits / cases <= high <= 1
    for end in (low, high):
        away = abs(hits / cases - end)
        assert abs(away**2 - 1.959964**2 * end * (1 - end) / cases) < 1e-9
    mirrored = wilson(cases - hits, cases)
    assert mirrored == pytest.approx((1 - high, 1 - low))


def test_more_answers_make_it_surer():
    widths = [high - low for low, high in (wilson(6 * n, 10 * n) for n in (1, 5, 50, 500))]

    assert widths == sorted(widths, reverse=True)
    assert wilson(0, 0) == (0.0, 1.0)
