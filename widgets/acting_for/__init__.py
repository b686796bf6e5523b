"""For whom this desk acts, by what delegation, until when."""
