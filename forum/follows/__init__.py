"""Who wants to hear about what."""
