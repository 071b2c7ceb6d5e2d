"""The version of the rules."""

RULES_VERSION = "1.3.0"
"""Goes up whenever an answer can change; the changelog says for whom."""
