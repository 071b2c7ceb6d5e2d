"""
The kinds of thing that rules are made of: texts, truth, fields, conditions, sentences, sets, derivations.

They are plain data with the few functions that read them; no clinical word stands here.
"""
