"""People's decisions on claims: the widget, the store, and the agreement of coders."""
