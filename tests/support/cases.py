"""The hand-written cases as parameters of tests."""

from data.hand_written import FOLDER, HandWritten, hand_written

__all__ = ["CASES", "FOLDER", "HandWritten"]
CASES = list(hand_written())
