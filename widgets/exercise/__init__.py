"""Exercise control at a desk: what is planned, held, fired and left out, and how the room met it."""
