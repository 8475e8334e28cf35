"""Who may open which page of the staff side and the help desk: one reviewed line a route.

Levels are explained in `forum/accounts/policy.py`. `helpdesk` pages are the citizens' side of a
ticket: whose ticket it is, `visible_ticket` decides.
"""

ACCESS: dict[str, str] = {
    "desk.answer": "desk",
    "desk.claim": "desk",
    "desk.deliveries": "admin",
    "desk.move": "desk",
    "desk.queue": "desk",
    "desk.revive": "admin",
    "desk.release": "desk",
    "desk.ticket": "desk",
    "desk.weigh": "desk",
    "desk.write": "desk",
    "helpdesk.check": "anyone",
    "helpdesk.contact": "anyone",
    "helpdesk.escalate": "member",
    "helpdesk.escalate_idea": "member",
    "helpdesk.mine": "member",
    "helpdesk.open_checked": "anyone",
    "helpdesk.opened": "anyone",
    "helpdesk.promise": "anyone",
    "helpdesk.reply": "anyone",
    "helpdesk.say_outcome": "anyone",
    "helpdesk.send_contact": "anyone",
    "helpdesk.show": "anyone",
    "helpdesk.withdraw": "anyone",
    "helpdesk_api.assign": "desk",
    "helpdesk_api.escalate": "member",
    "helpdesk_api.escalate_idea": "member",
    "helpdesk_api.move": "member",
    "helpdesk_api.open_contact": "anyone",
    "helpdesk_api.ticket": "member",
    "helpdesk_api.tickets": "desk",
    "helpdesk_api.write_message": "member",
}
