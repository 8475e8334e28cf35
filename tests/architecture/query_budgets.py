"""The most statements each page may send to the database, for any reader; reviewed by people.

One of them always finds the sign-in, one the site's own row. `folkmoot` pages are read a
thousand times for each time they change: a number here is raised only with a reason.
"""

BUDGETS = {
    "design.asset": 0,
    "design.components": 2,
    "health.metrics": 5,
    "health.parts": 5,
    "health.process": 0,
    "openapi.spec": 1,
}
