"""The words of answers: plain, still true, and public only after a look."""
