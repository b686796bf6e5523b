"""Exercises: the scripted stories that the demonstration and the tests play."""
