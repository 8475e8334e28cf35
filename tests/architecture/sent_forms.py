"""How each form of the product is really sent: where, by whom, and with what it is fine.

A form without a line here has never met hostile input, so the house rules fail.
"""

from dataclasses import dataclass, field

LONG = "correct horse battery staple"


@dataclass(frozen=True)
class Sent:
    """`url` may name parts of the town in braces; `fine` is what a person would fill in."""

    url: str
    who: str
    fine: dict[str, str] = field(default_factory=dict)


SENT: dict[str, Sent] = {
    "AddressForm": Sent("/verify", "visitor", {"email": "nora@example.org"}),
    "AskForm": Sent(
        "/ask",
        "asker",
        {
            "title": "Where do I park on market day?",
            "body": "All the places by the church are taken.",
            "topic": "parking",
            "tags": "market, church",
            "door": "public",
            "seen": "yes",
            "offered": "yes",
        },
    ),
    "ChangePasswordForm": Sent(
        "/me/account/password", "citizen", {"current_password": LONG, "password": f"{LONG} two"}
    ),
    "ContactForm": Sent(
        "/contact",
        "visitor",
        {
            "name": "Nora Vale",
            "email": "nora@example.org",
            "about": "",
            "title": "About my bill",
            "body": "It was sent to my old address.",
            "nonce": "a1b2c3",
        },
    ),
    "EditPostForm": Sent(
        "/answers/{answer_id}/edit",
        "citizen",
        {"body": "Ask at the desk.", "revision": "{answer_revision}"},
    ),
    "EditQuestionForm": Sent(
        "/threads/{thread_id}/edit",
        "asker",
        {"title": "My permit is late", "body": "I paid three weeks ago.", "revision": "{revision}"},
    ),
    "EscalationForm": Sent(
        "/threads/{thread_id}/escalation", "asker", {"reason": "It is still not solved."}
    ),
    "NameForm": Sent("/me/account/name", "citizen", {"name": "Ben Hallam"}),
    "NewPasswordForm": Sent("/password/{new_code}", "visitor", {"password": LONG}),
    "PresetForm": Sent("/me/notifications", "citizen", {"preset": "none"}),
    "SignInForm": Sent("/sign-in", "visitor", {"email": "ada@example.org", "password": LONG}),
    "SignUpForm": Sent(
        "/sign-up",
        "visitor",
        {"name": "Nora Vale", "email": "nora@example.org", "password": LONG, "is_13": "y"},
    ),
    "SolutionForm": Sent(
        "/threads/{thread_id}/solution", "asker", {"answer_id": "{answer_id}", "wanted": "yes"}
    ),
    "TicketAnswerForm": Sent(
        "/desk/tickets/{reference}/answer",
        "agent",
        {"body": "It is on its way.", "to": "everyone", "nonce": "a1b2c3"},
    ),
    "TicketCheckForm": Sent(
        "/tickets", "visitor", {"reference": "{reference}", "email": "nora@example.org"}
    ),
    "TicketMessageForm": Sent(
        "/desk/tickets/{reference}/messages",
        "agent",
        {"body": "Which street is it?", "visibility": "private", "nonce": "a1b2c3"},
    ),
    "TicketMoveForm": Sent(
        "/desk/tickets/{reference}/state",
        "agent",
        {"state": "waiting_citizen", "reason": "", "text": "Which street is it?"},
    ),
    "TicketOutcomeForm": Sent("/tickets/{answered}/outcome", "asker", {"outcome": "open"}),
    "TicketReplyForm": Sent(
        "/tickets/{reference}/messages", "asker", {"body": "It is Mill Lane.", "nonce": "a1b2c3"}
    ),
    "TicketWeightForm": Sent(
        "/desk/tickets/{reference}/priority", "agent", {"impact": "high", "urgency": "low"}
    ),
    "VoteForm": Sent("/threads/{thread_id}/vote", "moderator", {"value": "1"}),
    "WantedForm": Sent("/answers/{answer_id}/thanks", "asker", {"wanted": "yes"}),
    "WriteAnswerForm": Sent(
        "/threads/{thread_id}/answers", "citizen", {"body": "Ask at the library on Mill Lane."}
    ),
    "WriteCommentForm": Sent(
        "/answers/{answer_id}/comments", "asker", {"body": "I will, and tell you then."}
    ),
}
