"""What asks one entity for an answer, and how long it takes to give one."""
