"""What rooms of the forum show on the pages of others."""

from forum import groups, involving, recognising
from forum.alerts import fillings as of_alerts
from forum.ideas import fillings as of_ideas
from forum.kernel.slots import Filling
from forum.recognition import fillings as of_recognition
from forum.services import fillings as of_services

SLOTS: dict[str, list[object]] = {
    "my things": [
        Filling(of_services.followed, public=False),
        Filling(of_ideas.my_ideas, public=False),
        Filling(of_recognition.my_thanks, public=False),
        *recognising.MY_THINGS,
        *groups.MY_THINGS,
        *involving.MY_THINGS,
    ],
    "behind the scenes": involving.BEHIND,
    "privacy": [Filling(of_recognition.on_privacy, public=False), *recognising.PRIVACY],
    **(of_alerts.SLOTS | groups.SLOTS | recognising.SLOTS),
}
