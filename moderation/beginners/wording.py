"""The start list of somebody new, and how their first answers stand."""

FIRST_ANSWERS = 5
POLICY = "house-rules"
WAITS, SENT, CHANGES = "waiting", "sent", "changes"
STATES = {
    WAITS: "Waits for a colleague",
    SENT: "Sent",
    CHANGES: "A colleague asks for changes",
}
TOUR = {
    "queue": ("The queue, and the keys that move in it", "desk.queue"),
    "morning": ("What came in since the last shift", "morning.show"),
    "rota": ("Saying that you are away, and how much you take", "rota.index"),
    "hours": ("Your hours, and how people read your name", "duty.index"),
    "passed_on": ("How a ticket goes from one person to the next", "owners.index"),
    "mails": ("Mails that were set aside", "mail_in.index"),
}
"""What to look at, and the page to look at it on."""
