"""The words a person reads about their own page at the desk."""

WHY = {
    "counter": "You were on the phone or at the counter",
    "ticket": "They worked on your ticket",
    "written": "They wrote down why",
}
REMEMBERED = "From now on the desk sees what you asked before."
UNREMEMBERED = "From now on the desk sees only what you have open with us."
BY_ACCOUNT = "With another account of yours"
BY_IMPORT = "Under an earlier name"
BY_MAIL = "From another e-mail address"
BY_VOICE = "On the phone or at the counter"
