"""Knowledge made from what was answered: articles that say until when they are true."""
