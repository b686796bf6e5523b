"""One run of a checklist: what is to do next, what is late, who decides; and that all rooms mean the same list."""
