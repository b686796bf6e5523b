"""The map: a page drawn once by folium, served from a private scheme, fed with numbered deltas."""
