"""Sets of criteria for liver transplantation."""
