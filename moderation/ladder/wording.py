"""The ladder in the words that staff read."""

RUNGS = {
    "newcomer": "Newcomer",
    "regular": "Regular",
    "follower": "Follower",
    "advocate": "Advocate",
    "emeritus": "Emeritus",
}
LISTS = {
    "followers": "Followers to ask",
    "asked": "Asked, no answer yet",
    "warned": "Step down near",
    "lapsed": "Stepped down lately",
    "held": "Held by staff",
    "resting": "Time stands still",
    "cared": "Looked after",
}
NOBODY = {
    "followers": "Nobody has been a Follower for 90 days yet, or all of them were asked.",
    "asked": "Everybody who was asked has answered.",
    "warned": "Nobody is about to step down.",
    "lapsed": "Nobody has stepped down in 180 days, or all of them are back.",
    "held": "Staff hold nobody on a rung.",
    "resting": "Nobody has asked for a pause.",
    "cared": "Nobody is looked after yet. Open a person, and say that you do.",
}
NEEDS = {
    "days_here": "Days since they joined",
    "threads_read": "Questions they read",
    "posts_read": "Posts they read",
    "minutes_read": "Minutes of reading",
    "answers_that_helped": "Answers that were accepted or thanked",
    "people_helped": "People they helped",
    "active_days": "Days they took part",
    "upheld_reports": "No more reports were right than allowed",
    "sanctions": "Their account was not paused",
    "days_as_follower": "Days as a Follower",
    "people_helped_in_a_year": "People they helped in a year",
    "share_that_helped": "Of 100 answers, accepted or thanked",
    "behaviours_shown": "Of five ways to stand by others",
    "confirmed_by_staff": "They were asked, and said yes",
}
WHY = {
    "climbed": "Did what it asks for",
    "lapsed": "Did less for a while",
    "sanctioned": "After a report or a pause of the account",
    "returned": "Helped again",
    "agreed": "Said yes",
    "stepped back": "Stepped back",
    "held": "Staff decided it",
    "young": "There are no rungs under 18",
}
EARLIER = "They stood there before reasons were kept"
ASKED = "They are asked. You read here what they say."
TAKEN_BACK = "It is over."
IS_HELD = "It is done. From now on the numbers do not change it."
RELEASED = "From now on the numbers decide again."
CARES = "You look after this person now. Your name stands beside them in the lists."
CARES_NO_LONGER = "Nobody looks after this person now."
IS_ANNOUNCED = "Everybody can read it now."
IS_WITHDRAWN = "These rules will not hold."
NO_DAY = "Choose the first day."
