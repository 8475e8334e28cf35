"""Staff make articles from what was answered, and keep them true."""
