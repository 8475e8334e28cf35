"""When a ticket has ended, its person is asked how it was; and the figures of what they say."""
