"""The timeline: its lanes and the view that draws them."""
