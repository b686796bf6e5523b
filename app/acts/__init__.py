"""Acts that take a review sheet: each a frozen form and a pure function from its values to the row it would write."""
