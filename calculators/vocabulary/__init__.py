"""
Every question that is asked, once, beside its definition, with the units, topics, populations and sources that rules refer to.

Declarations only: what is made of the answers stands elsewhere.
"""
