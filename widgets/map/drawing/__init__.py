"""Drawing on the map: a sketch that is pure geometry, the hand that changes it, and the shape that goes to the sheet."""
