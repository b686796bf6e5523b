"""The bar of a replay window: step, play, speed, the replayed time, the track, and which question is asked."""
