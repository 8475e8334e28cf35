"""Who of a service is here, until when, and when somebody is here again."""
