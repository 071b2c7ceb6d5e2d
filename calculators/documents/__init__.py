"""
What people keep: the sheet, the summary, the saved case, the calendar, the receipt, and the messages of all of them.

A document lays out what was found; it asks for nothing and decides nothing.
"""
