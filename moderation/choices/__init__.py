"""What managers choose for everybody: boards of ideas, and the reasons people are given."""
