"""Who may open which page and call which part of the API: one reviewed line for each route.

Levels are explained in `forum/accounts/policy.py`. A route without a line here is refused,
and the house rules fail. Finer rules about one's own or other people's things are policy
functions of the rooms.
"""

ACCESS: dict[str, str] = {
    "account.change_name": "member",
    "account.change_password": "member",
    "account.end_other_sign_ins": "member",
    "account.end_sign_in": "member",
    "account.show": "member",
    "accounts.ask_to_verify": "anyone",
    "accounts.choose_password": "anyone",
    "accounts.forgotten": "anyone",
    "accounts.mailed": "anyone",
    "accounts.new_password": "anyone",
    "accounts.prove_address": "anyone",
    "accounts.sign_in": "anyone",
    "accounts.sign_out": "anyone",
    "accounts.sign_up": "anyone",
    "accounts.verify": "anyone",
    "accounts.welcome": "anyone",
    "home.about": "anyone",
    "home.accessibility": "anyone",
    "home.front": "anyone",
    "home.help_page": "anyone",
    "openapi.spec": "anyone",
    "health.process": "anyone",
    "health.parts": "anyone",
    "health.metrics": "anyone",
    "design.asset": "anyone",
    "design.components": "staff",
}
