"""What moderation plugs in."""
