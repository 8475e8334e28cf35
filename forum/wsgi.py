"""The application as a web server imports it."""

from forum.app import create_app

app = create_app()
