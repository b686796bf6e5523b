"""Keys: files nobody else reads, signatures that only their key makes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput, Refused
from feeds.picture.act import SignedAct
from feeds.wire.keys import generate, key_path, load, save, verified


def test_a_key_file_is_its_owners_alone_and_comes_back_whole(tmp_path: Path) -> None:
    """A saved key has mode 600, reads back equal, and is never overwritten."""
    keys = generate("DUTY")
    path = save(keys, tmp_path / "keys")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load(tmp_path / "keys", "DUTY") == keys
    with pytest.raises(Refused):
        save(generate("DUTY"), tmp_path / "keys")


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """A key that was left open is not used."""
    save(generate("DUTY"), tmp_path).chmod(0o644)
    with pytest.raises(Refused, match="others can read"):
        load(tmp_path, "DUTY")


@pytest.mark.parametrize("code", ["", "../HUB", "a/b", ".hidden", "a\0b"])
def test_a_code_is_never_a_path(tmp_path: Path, code: str) -> None:
    """A code from a roster cannot lead out of the folder of keys."""
    with pytest.raises(BadInput):
        key_path(tmp_path, code)


def test_printing_keys_shows_no_secret() -> None:
    """What is printed or logged holds the public halves only."""
    keys = generate("DUTY")
    assert keys.curve_secret not in repr(keys)
    assert keys.signing_key not in repr(keys)


@given(st.binary(max_size=200), st.integers(0, 63), st.integers(1, 255))
def test_a_signature_fits_its_bytes_and_its_key_alone(data: bytes, place: int, flip: int) -> None:
    """One changed byte of data or signature, or another key, and the signature does not hold."""
    from nacl.signing import SigningKey

    key = SigningKey(bytes(32))
    other = bytes(SigningKey(bytes(31) + b"1").verify_key).hex()
    signature = key.sign(data).signature
    verify_key = bytes(key.verify_key).hex()
    bent = bytearray(signature)
    bent[place] ^= flip
    assert verified(SignedAct(data, signature), verify_key)
    assert not verified(SignedAct(data + b"x", signature), verify_key)
    assert not verified(SignedAct(data, bytes(bent)), verify_key)
    assert not verified(SignedAct(data, signature), other)
    assert not verified(SignedAct(data, signature[:-1]), verify_key)
    assert not verified(SignedAct(data, signature), "no key")


def test_a_cut_key_file_is_one_clear_error(tmp_path: Path) -> None:
    """A damaged key file says where and what."""
    path = save(generate("DUTY"), tmp_path)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(BadInput, match="no key file"):
        load(tmp_path, "DUTY")
