"""How it was: one question about one thing, put to one person, and what they answered."""
