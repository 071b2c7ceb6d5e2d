"""
Questions around a verdict: what is missing, what would change it and when, how close it is to a limit, how two cases differ.

Each module answers one question with plain data; none words it for a reader.
"""
