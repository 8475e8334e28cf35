"""What staff and people send about a person’s page, checked."""

from forum.kernel.forms import Choice, Line, PlainForm, Words, Yes

WAYS = [("written", "I write why"), ("counter", "The person is on the phone or at the counter")]

EVIDENCE = [
    ("said", "The person said so"),
    ("mail", "The same e-mail"),
    ("phone", "The same phone"),
]


class OpenPersonForm(PlainForm):
    """Which person is meant: by a ticket, or by an account; the numbers come from our own pages."""

    reference = Line("Reference", most=40)
    member = Line("Account", most=18)


class LookReasonForm(PlainForm):
    kind = Choice("Your reason", WAYS, missing="Choose why you open this page.")
    words = Line("Why", most=200)


class NeedsForm(PlainForm):
    """What somebody needs of us; `agreed` is for staff who asked them."""

    large_print = Yes("Large print")
    interpreter = Line("An interpreter for this language", most=60)
    other = Line("Something else", most=200)
    agreed = Yes("The person agrees that we write this down")


class NoteForm(PlainForm):
    body = Words("A note the person reads", most=2_000, missing="Write the note.")
    nonce = Line("", most=64)


class NoteReplyForm(PlainForm):
    reply = Words("Your answer", most=2_000, missing="Write your answer.")


class MemoryForm(PlainForm):
    """One button; without a clear no the desk remembers as before."""

    wanted = Line("Wanted", most=3)

    @property
    def is_on(self) -> bool:
        return bool(self.wanted.data != "no")


class ConnectionForm(PlainForm):
    """Another ticket or account that is of the same person, and how staff know."""

    reference = Line(
        "Reference of a ticket of theirs, or name of an account",
        most=100,
        missing="Write the reference or the name.",
    )
    evidence = Choice("How do you know?", EVIDENCE, missing="Choose how you know.")
