"""Finds what is public; it cannot even import a ticket."""
