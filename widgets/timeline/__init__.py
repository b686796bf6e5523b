"""The timeline: lanes of what happened, the ladder's traces, windows as bars, and the playhead that every panel shares."""
