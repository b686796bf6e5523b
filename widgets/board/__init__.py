"""A board: things of several kinds under heads, each opened on a page of its own with what is known of it and what it rests on."""
