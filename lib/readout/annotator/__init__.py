"""Who says what: quotations, attribution, actors, stance and the claim table."""
