"""Checks: the model held against something: patterns, closed forms, itself with a part left out."""
