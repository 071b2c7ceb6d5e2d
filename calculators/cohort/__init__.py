"""
Many patients at once: a table read as it was exported, and an audit of what the published sets say of all of them.

The standard library is enough for both, so that the page and the command line read and count alike.
"""
