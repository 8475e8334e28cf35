"""Who at the desk takes new tickets: by hand, in turn, or whoever has the fewest; who is away."""
