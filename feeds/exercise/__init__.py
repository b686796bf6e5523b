"""The exercise: a scenario as data, its loader, and the players that send it to a hub or fold it in one go.

Deliberately absent: anything that only an exercise could say. A scenario becomes the same records, sent over the same links
and signed with the same kind of keys as in a real room.
"""
