"""How a day at the desk begins: what came in, what is promised, and what the last shift left."""
