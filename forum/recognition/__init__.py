"""Recognition: what says thank you to people who help. It opens nothing and puts nothing in order.

Words: badge (one of the table in `rules.py`), thank-you note (staff wrote it about one post), year
(what somebody did in one, in figures), helper (somebody who wants to stand in the list).
Tables: badge_given, quiet_person, thank_you_note, listed_helper, year_looked_at.
Events: badge_earned, staff_thanked, year_ended.

| a badge | when |
|---|---|
| given | the rule is met; at once where an event tells, else in the night |
| renewed | one that expires is earned again |
| expired | its days are over |
| taken back | what it was given for is no longer so |
"""
