"""Who may open which page of the staff side and the help desk: one reviewed line a route.

Levels are explained in `forum/accounts/policy.py`. `helpdesk` pages are the citizens' side of a
ticket: whose ticket it is, `visible_ticket` decides.
"""

from moderation.access.running import RUNNING
from moderation.access.tickets import TICKETS

ACCESS: dict[str, str] = {**RUNNING, **TICKETS}
