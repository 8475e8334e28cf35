import time
def test_a(town):
    pass
