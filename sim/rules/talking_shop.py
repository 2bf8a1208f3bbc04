"""Talking shops: partnerships that put in far less than they announced.

ODD: docs/odd.md, SM16
"""

TALKING_SHOP_RATIO = 0.4
"""Effective over declared integration below which a partnership is a talking shop."""
YOUNG_QUARTERS = 4
"""Quarters of delivery before a partnership is judged."""


def is_grown(delivered_quarters: int) -> bool:
    """Tell whether a partnership has delivered for long enough to be judged."""
    return delivered_quarters >= YOUNG_QUARTERS


def falls_short(effective: float, declared: float) -> bool:
    """Tell whether what is put in is under the ratio of what was announced."""
    return effective < TALKING_SHOP_RATIO * declared
