"""Places: councils, their published facts, what they start with, and the region made of them."""
