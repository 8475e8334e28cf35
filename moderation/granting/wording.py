"""What managers choose from."""

from forum.hats.kinds import Kind, Why

KINDS = {
    Kind.PARTNER: "A partner, for people who do not work here",
    Kind.STAFF: "A team or role of ours, for people who work here",
}
WHYS = {
    Why.NOT_TRUE: "What the answer says is not what they say",
    Why.NOT_FOR_THEM: "They do not want to speak about this here",
    Why.WRONG_ANSWER: "It was put on by mistake",
}
SAVED = "It is saved."
RETIRED = "It is retired. Nothing new is said for it."
GIVEN = "They have the hat."
TAKEN_BACK = "It is taken back. Nothing new can be said with it."
TAKEN_OFF = "The hat is off. The author reads why."
