"""Sub-tasks: what another department does for a ticket, under one view for its person."""
