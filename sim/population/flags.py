"""Flags: what a resident either is or is not, one bit each."""

VOLUNTEERS, INSECURE, HOMELESS, WORKS = 1, 2, 4, 8
"""Bits of a resident's flags."""
LONELY = 0
"""Stands for those who count as isolated; no bit, but counted like one."""
COUNTED = 5
"""What is counted by cell: the lonely, then residents with each of the flags."""
