"""Reading a page the way a person does."""

from werkzeug.test import TestResponse

LADDER_WORDS = ("Newcomer", "Regular", "Follower", "Advocate", "Reputation")


def main_of(page: TestResponse) -> str:
    """What the page is about, without menu and footer."""
    return page.text.partition("<main")[2].partition("</main>")[0]
