"""The steps a ticket needs before it is answered, on its page at the desk."""
