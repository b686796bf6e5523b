"""One corridor: what the parties declared over what the ground bears out, leg by leg, and who is on it."""
