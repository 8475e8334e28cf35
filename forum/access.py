"""Who may open which page and call which part of the API: one reviewed line for each route.

Levels are explained in `forum/accounts/policy.py`. A route without a line here is refused,
and the house rules fail. Finer rules about one's own or other people's things are policy
functions of the rooms.
"""

ACCESS: dict[str, str] = {
    "openapi.spec": "anyone",
    "health.process": "anyone",
    "health.parts": "anyone",
    "health.metrics": "anyone",
    "design.asset": "anyone",
    "design.components": "staff",
}
