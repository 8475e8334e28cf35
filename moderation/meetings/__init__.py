"""The policy team calls meetings of the advisory group and publishes what came of them."""
