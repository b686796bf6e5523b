"""Briefings: the map as it stands now, as a page that stands alone, a sheet of paper, or a picture."""
