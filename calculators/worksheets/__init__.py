"""
Worksheets: inputs that are measured, a computation with its source, and the fields that its result fills in.

A worksheet proposes an answer; the sets judge it as if it had been typed.
"""
