"""Two clocks: when something happened, and when this room learned of it. What was learned later stays hidden until it is asked for."""
