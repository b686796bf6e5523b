"""Keys: a CURVE pair that says who is speaking, and an Ed25519 pair that says who decided. Acts are signed here.

A key file holds both secrets of one officer, machine or hub, and is readable by its owner alone. Deliberately absent: who
may do what with a key (the roster's), and any key of a person by name.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import zmq
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from feeds.errors import BadInput, Refused
from feeds.picture.act import Act, SignedAct, act_bytes
from feeds.picture.values import Code, Hash, KeyText, Value

SUFFIX = ".key"
_OWNER_ONLY = 0o600
_LIMIT = 4_096
_SIGNATURE = 64


class Keys(Value, frozen=True):
    """Both pairs of one holder. CURVE keys in Z85, Ed25519 keys in hex; `signing_key` is the seed."""

    code: Code
    curve_key: KeyText
    curve_secret: KeyText
    verify_key: Hash
    signing_key: Hash

    def __repr__(self) -> str:
        """Show the public halves only: a key that is printed is a key that is lost."""
        return f"Keys({self.code}, curve_key={self.curve_key}, verify_key={self.verify_key})"


def generate(code: str) -> Keys:
    """Draw fresh keys for a holder."""
    public, secret = zmq.curve_keypair()
    signing = SigningKey.generate()
    return Keys(code, public.decode(), secret.decode(), bytes(signing.verify_key).hex(), bytes(signing).hex())


def save(keys: Keys, folder: Path) -> Path:
    """Write a key file, readable by its owner alone. An existing file is never overwritten.

    Raises:
        Refused: there is already a key file of that code.

    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = key_path(folder, keys.code)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise Refused(str(path), "there is already a key of that name", keys.code, "a new code, or the old key") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(keys))
    return path


def load(folder: Path, code: str) -> Keys:
    """Read a key file.

    Raises:
        BadInput: there is none, or it says no keys.
        Refused: others than its owner can read it.

    """
    path = key_path(folder, code)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        data = path.read_bytes()[: _LIMIT + 1]
    except FileNotFoundError as error:
        raise BadInput(str(path), "there is no such key file", code, "a code whose key lies on this machine") from error
    if mode & 0o077:
        raise Refused(str(path), "others can read this key file", f"{mode:o}", "mode 600")
    try:
        return msgspec.json.decode(data, type=Keys)
    except msgspec.MsgspecError as error:
        raise BadInput(str(path), f"no key file: {error}") from error


def key_path(folder: Path, code: str) -> Path:
    """Return where a holder's keys lie.

    Raises:
        BadInput: the code cannot be a file's name.

    """
    if not code or code.startswith(".") or not all(each.isalnum() or each in "-_." for each in code):
        raise BadInput("keys", "a code must do as a file's name", code, "letters, digits, '-', '_' and '.'")
    return folder / f"{code}{SUFFIX}"


def sign_act(act: Act, signing_key: str) -> SignedAct:
    """Sign an act's bytes with an Ed25519 seed in hex."""
    data = act_bytes(act)
    return SignedAct(data, SigningKey(bytes.fromhex(signing_key)).sign(data).signature)


def verified(signed: SignedAct, verify_key: str) -> bool:
    """Say whether the signature over an act's bytes is that key's. A key that is none verifies nothing."""
    if len(signed.signature) != _SIGNATURE:
        return False
    try:
        VerifyKey(bytes.fromhex(verify_key)).verify(signed.data, signed.signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
