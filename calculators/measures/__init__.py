"""Pure functions that derive one field from others."""
