"""
The declarations in other languages, read off the same objects that run.

Nothing is decided here, and nothing is typed again.
"""
