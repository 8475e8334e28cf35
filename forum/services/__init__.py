"""The service catalogue: what the public body offers, who owns it and what it promises."""
