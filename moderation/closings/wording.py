"""What becomes of the words that somebody wants passed on to a body elsewhere."""

ON_ITS_WAY = "We are sending your words to %(name)s, at %(address)s."
GONE = "We sent your words to %(name)s, at %(address)s, on %(day)s."
LOST = (
    "The mail to %(name)s, at %(address)s, could not be delivered. Take your words there yourself."
)
SENDING = {"sent": GONE, "dead": LOST, "dropped": LOST}
"""By the state of the mail; any other is on its way."""
