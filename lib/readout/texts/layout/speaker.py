"""A speaker and a turn: whose words stand from where to where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose a turn is: the person by name, else None; the state or body spoken for; the part played; the label."""

    name: str | None
    party: str | None
    role: str | None
    label: str

    @property
    def called(self) -> str | None:
        """Return the name that a table shows: the person, else the body; None where neither is known."""
        return self.name or self.party


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one go: its characters from the label on, the label (None without), and the speaker."""

    start: int
    end: int
    label: tuple[int, int] | None
    speaker: Speaker
    #: Whether the words are retold, as in a summary record.
    told: bool = False

    @property
    def words_start(self) -> int:
        """Return where the words begin, after the label."""
        return self.label[1] if self.label else self.start
