"""The front page, about, help, and the accessibility statement."""
