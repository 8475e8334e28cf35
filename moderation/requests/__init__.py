"""What somebody wrote in public, marked by staff as a request under a law."""
