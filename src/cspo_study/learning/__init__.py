"""The formulas: how an answer is scored, when it comes back, what is known.

Pure: no storage, no clock, no dice of its own.
"""
