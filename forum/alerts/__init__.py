"""Alerts: what is wrong with a service now, and what is planned."""
