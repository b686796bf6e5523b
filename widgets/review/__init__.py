"""The review sheet: what is about to be signed, whole, before it is."""
