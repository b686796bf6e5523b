"""The operator's desk: its panels, what each is resolved from, and what a hand at each means.

One table says for every panel which kinds of record it reads; a newcomer adds a panel there. Selecting a thing in one panel
selects it in all. Deliberately absent: the frame round the desk (`app.framing`) and how a panel looks (widgets).
"""

from __future__ import annotations

