"""Earning: the ledger of awards, and computing which rung somebody stands on."""
