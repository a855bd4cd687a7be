"""What a claim does and is about: act, stance, condition, object, evaluation and codes."""
