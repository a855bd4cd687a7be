"""The fields of a cron line, read as cron reads them."""

import re

#: Minute, hour, day of the month, month, day of the week (0 and 7 are Sunday).
BOUNDS = {"m": (0, 59), "h": (0, 23), "d": (1, 31), "o": (1, 12), "w": (0, 7)}
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
PART = re.compile(r"(?:(\*)|(\w+)(?:-(\w+))?)(?:/(\d+))?")


def numbers(field: str, kind: str) -> set[int]:
    """Return the numbers that a field of a cron line stands for (Sunday as 0); empty where cron would refuse it."""
    low, high = BOUNDS[kind]
    found: set[int] = set()
    for part in field.casefold().split(","):
        match = PART.fullmatch(part)
        if not match:
            return set()
        star, first, last, step = match.groups()
        bounds = (low, high) if star else (_number(first, kind), _number(last or first, kind))
        if not low <= bounds[0] <= bounds[1] <= high or step == "0":
            return set()
        found |= set(range(bounds[0], bounds[1] + 1, int(step or 1)))
    return {number % 7 for number in found} if kind == "w" else found


def _number(word: str, kind: str) -> int:
    if kind == "w" and word in DAYS:
        return DAYS.index(word)
    return int(word) if word.isdigit() else -1
