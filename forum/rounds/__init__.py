"""Rounds of questions: named people who work here answer those who help a lot, for some days."""
