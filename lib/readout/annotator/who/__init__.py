"""Who is behind a source: mentions, people, states and bodies, and the thread of the speaker."""
