"""The escalation ladder: what is declared and what is computed stand side by side and never merge."""
