"""What a member has begun to write, kept until it is posted."""
