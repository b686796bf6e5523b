"""People on the move: movements with their lead, pauses, incidents, notifications, sites and needs. Nothing here permits anything."""
