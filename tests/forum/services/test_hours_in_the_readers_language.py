"""When a service is open, and which days it keeps, is said in the language of the reader."""

import holidays
import pytest

from forum.kernel.languages import say, speaking
from forum.services.wording import HOLIDAYS

KEPT_IN = ("ENG", "NIR", "SCT", "WLS")
# A day that is kept once, for one event, is called what the library calls it.
ONLY_ONCE = "Scotland's participation in the FIFA World Cup final"


@pytest.mark.parametrize("part", KEPT_IN)
def test_every_holiday_of_the_kingdom_has_its_words(part):
    days = holidays.country_holidays("GB", subdiv=part, years=range(2026, 2041))

    assert set(days.values()) - {ONLY_ONCE} <= set(HOLIDAYS)


def test_opening_hours_are_in_the_readers_language(visitor, parking):
    assert "Monday to Friday, 9 am to 5 pm" in visitor.get("/topics/parking").text
    assert "Dydd Llun i Dydd Gwener" in visitor.get("/topics/parking?lang=cy").text


def test_a_welsh_reader_reads_them_in_welsh(app):
    with speaking("cy"):
        assert say("Boxing Day") == "Gŵyl San Steffan"
        assert all(say(name) != name for name in HOLIDAYS)
    assert say("Boxing Day") == "Boxing Day"
