"""Requests that were closed somewhere else, brought along as history: counted, never acted on."""
