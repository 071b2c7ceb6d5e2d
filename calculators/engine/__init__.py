"""
From a case to what is found: reading it, what follows from it, each set judged, and the warnings beside the sets.

Nothing here is worded for a reader but what a warning or an error itself says.
"""
