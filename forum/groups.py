"""What the room plugs in for those who look after a topic together."""

from forum.helping import fillings
from forum.helping.views import helping
from forum.kernel.later import Later
from forum.kernel.slots import Filling

PAGES: list[object] = [helping]

SLOTS: dict[str, list[object]] = {
    "beside topic": [Filling(fillings.on_topic, public=False)],
}

MY_THINGS: list[object] = [Filling(fillings.my_topics, public=False)]

DEMO: list[object] = [Later("forum.helping.demo:load")]
