"""The people who work here: invitations, roles, services, and leaving."""
