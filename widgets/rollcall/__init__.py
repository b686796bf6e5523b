"""The roll-call: what asks for an answer, and how far each entity is with it, as far as this desk may know."""
