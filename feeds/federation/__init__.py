"""The bridge to other rooms; the engine relays, the journal is the record."""
