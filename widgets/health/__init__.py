"""What this desk's knowledge rests on: feeds by freshness, link, map requests, journal."""
