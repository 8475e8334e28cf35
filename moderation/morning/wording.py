"""Sentences about the morning."""

NO_TICKET = "We cannot find the ticket %(reference)s. Look at the reference again."
