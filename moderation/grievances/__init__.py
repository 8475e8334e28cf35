"""A promise that was broken can be complained about: somebody else looks, and it is counted."""
