"""Everything people look at. See below for how to build a panel."""
