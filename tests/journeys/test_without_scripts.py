"""What people do here beside the main job, each in a browser that runs no scripts."""

import pytest

from tests.journeys.people import PASSWORD
from tests.journeys.walker import Walker, furnished
from tests.races.towns import inside
from tests.services.mailsink import running_mailsink
from tests.services.town import running_town

pytestmark = pytest.mark.browser

NEW_PASSWORD = "seven green bicycles"


@pytest.fixture(scope="module")
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture(scope="module")
def walker(browser, mailsink, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with running_town(home, smtp_url=mailsink.url) as town, inside(town) as app:
        sample = furnished(app)
        context = browser.new_context(base_url=town.url, java_script_enabled=False)
        context.set_default_timeout(20_000)
        yield Walker(context.new_page(), town, mailsink, "Nora Vale", sample=sample)
        context.close()


def test_a_neighbour_takes_part(walker):
    walker.becomes("citizen")
    puts_an_idea_forward(walker)
    comments(walker)
    goes_on_with_a_draft(walker)
    walker.becomes("policy")
    follows_a_question_and_a_service(walker)
    walker.becomes("asker")
    changes_a_post(walker)


def test_a_visitor_follows_by_mail_says_what_helped_and_changes_the_language(walker):
    walker.becomes("visitor")
    walker.goes("/articles/{article_id}-{article_slug}")
    walker.presses("Yes, it helped")
    walker.reads("Thank you")

    walker.follows("Cymraeg")
    walker.reads("A wnaeth hyn eich helpu?")
    walker.follows("English")

    walker.goes("/threads/{repeated_id}-{repeated_slug}")
    walker.follows("Follow this question by e-mail")
    walker.fills({"Your e-mail": walker.email})
    walker.presses("Write to me when there is news")
    walker.follows_mail("/follow/")
    walker.presses("Yes, write to me")
    walker.reads("My permit is late too")
    walker.presses("End this")
    walker.reads("We write to you about this no more")


def test_somebody_with_tickets_has_their_say(walker):
    walker.becomes("asker")
    says_it_is_not_solved_and_that_others_took_it_on(walker)
    complains_and_asks_for_a_second_look(walker)
    appeals(walker)
    takes_a_code_for_the_phone_and_withdraws(walker)


def test_a_member_chooses_and_goes(walker):
    walker.becomes("suspended")
    chooses_a_language(walker)
    walker.becomes("leaver")
    chooses_what_we_send(walker)
    lets_people_find_them(walker)
    changes_the_password(walker)
    closes_the_account(walker)


def puts_an_idea_forward(walker):
    walker.goes("/ideas")
    walker.fills({"Your idea in one line": "A tap for water at the market"})
    walker.presses("Go on")
    walker.fills({"What should change": "People could fill their bottles there."})
    walker.selects("Topic", "parking")
    walker.selects("Board", "ideas")
    walker.presses("Put my idea forward")
    walker.reads("A tap for water at the market", "People could fill their bottles there.")


def comments(walker):
    walker.goes("/threads/{thread_id}-{thread_slug}")
    walker.follows("Comment")
    walker.fills({"Your comment": "It took two days in my case."})
    walker.presses("Post comment")
    walker.reads("It took two days in my case.")


def goes_on_with_a_draft(walker):
    walker.goes("/me")
    walker.follows("What you began to write")
    walker.follows("When is the tip open?")
    walker.selects("Topic", "parking")
    walker.chooses("Ask everyone")
    walker.presses("Post my question")
    walker.reads("When is the tip open?", "On the Sunday before Easter")
    walker.goes("/me/drafts")
    walker.reads("No drafts")


def follows_a_question_and_a_service(walker):
    walker.goes("/threads/{repeated_id}-{repeated_slug}")
    walker.presses("Follow")
    walker.goes("/services/parking")
    walker.presses("Follow this service")
    walker.reads("You get an e-mail when there is an alert.")
    walker.goes("/me/follows")
    walker.reads("My permit is late too")


def changes_a_post(walker):
    walker.goes("/threads/{thread_id}-{thread_slug}")
    walker.follows("Change")
    walker.fills({"Your text": "I paid four weeks ago, not three."})
    walker.presses("Save the change")
    walker.reads("I paid four weeks ago, not three.")


def says_it_is_not_solved_and_that_others_took_it_on(walker):
    walker.goes("/tickets/{told_privately}")
    walker.presses("It is not solved")
    walker.reads("We are working on this")
    walker.goes("/tickets/{referred}")
    walker.presses("Yes, they did")
    walker.reads("You told us on")


def complains_and_asks_for_a_second_look(walker):
    walker.goes("/tickets/{answered}")
    walker.follows("Complain about it")
    walker.fills({"What did it mean for you?": "I paid a fine that was not mine."})
    walker.presses("Send the complaint")
    walker.reads("We have your complaint")
    walker.goes("/tickets/{asked}")
    walker.follows("Ask for a second look")
    walker.fills({"What did it mean for you?": "The answer is about another year."})
    walker.presses("Ask for a second look")
    walker.reads("The answer is about another year.")


def appeals(walker):
    walker.goes("/reports/{dismissed_report}")
    walker.follows("Appeal")
    walker.fills({"Why is it wrong?": "It names my neighbour."})
    walker.presses("Send the appeal")
    walker.reads("Your appeal", "We have it.")


def takes_a_code_for_the_phone_and_withdraws(walker):
    walker.goes("/tickets/{reference}")
    walker.presses("Give me a code")
    walker.reads("Your code", walker.sample.parts["reference"])
    walker.goes("/tickets/{reference}")
    walker.presses("Withdraw the ticket")
    walker.reads("You took this back", "Withdrawn")


def chooses_what_we_send(walker):
    walker.goes("/me/notifications")
    walker.chooses("No mails")
    walker.presses("Save my choice")
    walker.reads("Your choice is saved.")


def lets_people_find_them(walker):
    walker.goes("/me/privacy")
    walker.presses("Let people find me")
    walker.reads("People can find you")


def chooses_a_language(walker):
    walker.goes("/me/account")
    walker.selects("Language", "cy")
    walker.presses("Save my language")
    walker.reads("Eich cyfrif")


def changes_the_password(walker):
    walker.goes("/me/account")
    walker.fills({"Your password now": PASSWORD, "Choose a new password": NEW_PASSWORD})
    walker.presses("Change my password")
    walker.reads("Your password is changed.")


def closes_the_account(walker):
    walker.goes("/me/leaving")
    walker.chooses("I want my account closed")
    walker.fills({"Your password now": NEW_PASSWORD})
    walker.presses("Close my account")
    walker.reads("You asked us to close your account")
