"""Hearing of a question or of a service's alerts by e-mail, without an account."""
