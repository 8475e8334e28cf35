"""What the rooms plug in by which requests under a law are kept, done and shown."""

from forum.kernel.found import Address, of_few
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from moderation.disclosures import fillings as disclosure_fillings
from moderation.disclosures import models as disclosure_models
from moderation.disclosures.views import disclosures
from moderation.holds import checks
from moderation.holds import fillings as hold_fillings
from moderation.holds import models as hold_models
from moderation.holds.queries import open_holds
from moderation.holds.views import holds
from moderation.requests import fillings as request_fillings
from moderation.requests.views import requests
from moderation.steps import fillings as step_fillings
from moderation.steps.views import steps

__all__ = ["disclosure_models", "hold_models"]

PAGES = [steps, requests, holds, disclosures]

NAVIGATION = [
    Entry("Answered requests for information", "disclosures.index", place="footer", order=27),
    Entry("Legal holds", "holds.index", place="footer", who="manager", order=76),
]

FOUND = ["disclosures.index", "disclosures.show"]

SITEMAP = {"disclosures": of_few(lambda: [Address("/disclosures")])}

SLOTS = {
    "idea deeds": [Filling(request_fillings.on_ideas, public=False)],
    "post tools": [Filling(request_fillings.on_posts, public=False)],
    "ticket before answering": [Filling(step_fillings.at_desk, public=False)],
    "ticket at work": [
        Filling(request_fillings.at_desk, public=False),
        Filling(disclosure_fillings.at_desk, public=False),
        Filling(hold_fillings.at_desk, public=False),
    ],
}

DEMO = [
    Later("moderation.steps.demo:load"),
    Later("moderation.holds.demo:load"),
    Later("moderation.disclosures.demo:load"),
]

CHECKS = checks.CHECKS

STATS = {"legal holds": open_holds}
