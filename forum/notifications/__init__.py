"""Telling people what concerns them: notices, mails, preferences, unsubscribing."""
