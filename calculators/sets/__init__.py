"""
The published sets: one set, one file, named after its id, and the registry that lists them.

A set is a declaration; no function stands here.
"""
