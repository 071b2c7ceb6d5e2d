"""The letters that number notes and places."""


def letter(index: int) -> str:
    """Return the mark of the note at *index*: a to z, then aa, ab and so on."""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)
