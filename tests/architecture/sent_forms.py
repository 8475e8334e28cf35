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
    "ChangePasswordForm": Sent(
        "/me/account/password", "citizen", {"current": LONG, "password": LONG + " two"}
    ),
    "NameForm": Sent("/me/account/name", "citizen", {"name": "Ben Hallam"}),
    "NewPasswordForm": Sent("/password/{code}", "visitor", {"password": LONG}),
    "SignInForm": Sent("/sign-in", "visitor", {"email": "ada@example.org", "password": LONG}),
    "SignUpForm": Sent(
        "/sign-up",
        "visitor",
        {"name": "Nora Vale", "email": "nora@example.org", "password": LONG, "is_13": "y"},
    ),
}
