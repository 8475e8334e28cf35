"""The phone and the counter: who is it, what do we know already, and a ticket for them."""
