"""How an annotated text shows itself: the annotated view, and why each claim was made."""
