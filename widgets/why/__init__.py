"""Why: the chain from what was reported to who has answered, what holds it up, what would change it, and who decides."""
