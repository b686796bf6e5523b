"""The watch list of one problem: four axes an indicator, four signs."""
