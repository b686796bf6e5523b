"""The ground floor: labels, records, the fold and the digest. Pure: no clock, no I/O, no Qt.

Everything an operator sees is a fold over one journal. This package says what a record is (`records`), what a picture is
(`picture`), how one becomes the other (`fold`), who may see which row (`release`) and how two rooms prove that they hold
the same rows (`digest`). Deliberately absent: sockets, files, the time of day, and any judgement that reaches across rows
(that is `feeds.assessment`).
"""
