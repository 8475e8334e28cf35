"""The main job in a real browser: a question is solved by a peer, or answered by the council."""

import re

import pytest

pytestmark = pytest.mark.browser


def reference_on(page):
    (reference,) = set(re.findall(r"FM-[0-9A-Z]{8}", page.locator("main").inner_text()))
    return reference


def test_a_neighbour_solves_it_and_is_rewarded(somebody):
    ada, ben = somebody("Ada Okafor"), somebody("Ben Hallam")
    ada.signs_up()
    ada.signs_out()
    ada.signs_in()
    path = ada.asks("Where is my parking permit?")
    ben.signs_up()

    ben.answers(path, "Mine was at the library. Ask there.")
    ada.follows_mail("Mine was at the library")
    ada.presses("Thank")
    ada.presses("This solved it")

    ada.reads("Solution", "Ada Okafor says this solved it")
    ben.mail("says that your answer")
    ben.opens("/me/where")
    ben.sees_in_time("Reputation: 15")
    ben.reads("Where is my parking permit?", "+15")


def test_the_council_answers_and_the_asker_accepts(somebody, dev):
    ada = somebody("Ada Quill")
    ada.signs_up()
    path = ada.asks("Who empties the bin at the harbour?")

    ada.opens(path)
    ada.presses("Ask the council")
    ada.opens(path)
    ada.reads("We promise")
    reference = reference_on(ada.page)

    dev.takes_on("Who empties the bin at the harbour?")
    dev.fills({"Answer once": "The harbour team does, each Friday. We have told them."})
    dev.presses("Send and publish")
    dev.reads("Your answer is sent.")
    dev.opens(path)
    dev.reads("Official answer", "The harbour team does, each Friday.")

    ada.follows_mail("The harbour team does, each Friday.")
    ada.reads("Official answer", "The harbour team does, each Friday.")
    ada.presses("This solved it")
    ada.reads("Ada Quill says this solved it")
    ada.opens(f"/tickets/{reference}")
    ada.sees_in_time("Solved")


def test_somebody_without_an_account_is_answered_in_private(somebody, dev):
    joyce = somebody("Joyce Abara")
    joyce.writes_in_private("My bill went to my old flat", "Please send it to where I live now.")
    reference = reference_on(joyce.page)
    acknowledged = joyce.mail(reference)

    dev.takes_on("My bill went to my old flat")
    dev.fills({"Answer once": "We have changed it and sent a new bill."})
    dev.presses("Send the answer")
    dev.reads("We have changed it and sent a new bill.")

    joyce.follows_mail("We have changed it and sent a new bill.")
    joyce.reads("We have answered", "We have changed it and sent a new bill.")
    joyce.presses("It is solved, close it")
    joyce.reads("This is solved")
    assert "key=" in str(acknowledged.get_body(("plain",)))
    assert reference in str(acknowledged["Subject"])


def test_the_mailed_link_of_a_private_ticket_opens_no_other_door(somebody, dev):
    """What the key opens is one ticket; who wrote it is signed in nowhere."""
    joyce, stranger = somebody("Joyce Marl"), somebody("Somebody Else")
    joyce.writes_in_private("About my neighbour", "I worry about him.")
    reference = reference_on(joyce.page)

    answer = stranger.page.goto(f"/tickets/{reference}")

    assert answer.status == 404
    joyce.follows_mail(reference)
    joyce.reads("About my neighbour")
    assert joyce.page.goto("/me").status == 401
