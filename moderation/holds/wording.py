"""What a legal hold can cover, in the words managers read."""

PERSON, TICKET, POST, TOPIC, SERVICE = "person", "ticket", "post", "topic", "service"
COVERS = {
    PERSON: "A person, and everything of theirs",
    TICKET: "A ticket",
    POST: "A question with its answers, or an idea",
    TOPIC: "A topic area, and every post and ticket in it",
    SERVICE: "A service, and every post and ticket of it",
}
PARTS = {PERSON: "member", TICKET: "subject", POST: "subject", TOPIC: "topic", SERVICE: "service"}
"""Each as a part of forum/kernel/holding.py."""
OF_PARTS = {"member": "Person", "subject": "Ticket or post", "topic": "Topic", "service": "Service"}
