"""
Arithmetic with a source: grades, volumes, responses, intervals, months.

Functions take numbers and return numbers; they know neither a case nor the question that was asked.
"""
