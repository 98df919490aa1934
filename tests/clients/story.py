"""What all stories share: numbered steps, where the node is, and what weights are committed as."""

import asyncio
import contextlib
import hashlib
import os
import subprocess
import sys
import time
import traceback

ENDPOINT = os.environ["YUMANET_WS"]
TAO = 1_000_000_000

# The secret seeds of the development accounts; public, and worth nothing anywhere else.
ALICE_SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"
ALICE_HOTKEY_SEED = "0x3396991e935820e61402f2bb9de52fddb27c624bd17deb4d300d30af887b381d"
ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"

# A round of drand's quicknet that is long past, and what the beacon signed it with: a commit to it
# opens as soon as root stores this.
ROUND = 1_000
SIGNATURE = bytes.fromhex(
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
PULSE = {
    "round": ROUND,
    "randomness": "0x" + hashlib.sha256(SIGNATURE).hexdigest(),
    "signature": "0x" + SIGNATURE.hex(),
}

_steps = 0


@contextlib.contextmanager
def step(what):
    """One thing that a user does. The first that fails ends the story."""
    global _steps
    _steps += 1
    start = time.monotonic()
    try:
        yield
    except BaseException:
        traceback.print_exc()
        print(f"  not ok {_steps:2} {what}", flush=True)
        sys.exit(1)
    print(f"  ok {_steps:2} {what} ({time.monotonic() - start:.1f} s)", flush=True)


def done():
    """Ends a story."""
    print(f"  {_steps} steps", flush=True)


def since_ready():
    """Seconds since the node answered for the first time."""
    return time.time() - float(os.environ["YUMANET_READY"])


def equal(found, expected, what=""):
    assert found == expected, f"{what}: {found!r} is not {expected!r}"


def near(found, expected, tolerance, what=""):
    assert abs(found - expected) <= tolerance, f"{what}: {found!r} is not near {expected!r}"


def tells(printed, *reasons):
    """Asserts that a message names every reason, and not only a number."""
    flat = " ".join(printed.split())
    for reason in reasons:
        assert reason.lower() in flat.lower(), f"{reason!r} is not in: {printed}"
    assert "custom error: " not in flat.lower(), printed


def btcli(*arguments, fails=False):
    """Runs a command of btcli; gives what it printed, of a failure all of it."""
    command = ["btcli", *map(str, arguments)]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    printed = run.stdout + run.stderr
    assert (run.returncode != 0) == fails, f"{' '.join(command)}: {run.returncode}\n{printed}"
    return printed if fails else run.stdout


async def reach(client, block):
    """Waits for a block by asking. The client's own `wait_for_block` leaves a subscription behind,
    and closing the connection before that has ended can take for ever."""
    while await client.block() < block:
        # Only the pause between two questions; the limit for the story bounds the wait.
        await asyncio.sleep(0.1)


# The tempo of a subnet whose epochs are called for: none comes by itself while a story is told.
LONG_TEMPO = 1_000


def epoch_calls(netuid):
    """What root calls to have an epoch of a subnet with commit-reveal, without waiting for it.

    A commit is open for one epoch, and no length of that suits every machine. With `LONG_TEMPO` the
    epochs are those that a story asks for, and it may take its time in each. Commit-reveal is off
    for a moment, because with it on the chain refuses an epoch out of turn."""
    switch = "sudo_set_commit_reveal_weights_enabled"
    return [
        ("AdminUtils", switch, {"netuid": netuid, "enabled": False}),
        ("SubtensorModule", "trigger_epoch", {"netuid": netuid}),
        ("AdminUtils", switch, {"netuid": netuid, "enabled": True}),
    ]


def _vector(items, size):
    """SCALE of a list of integers that has fewer than 64 entries."""
    assert len(items) < 64
    return bytes([len(items) * 4]) + b"".join(item.to_bytes(size, "little") for item in items)


def commit_hash(public_key, netuid, uids, values, salt, version_key=0):
    """What a validator commits to: BLAKE2b-256 of its weights, uid by uid, and a salt."""
    lists = b"".join(_vector(items, 2) for items in (uids, values, salt))
    text = public_key + netuid.to_bytes(2, "little") + lists + version_key.to_bytes(8, "little")
    return "0x" + hashlib.blake2b(text, digest_size=32).hexdigest()


def timelocked(public_key, uids, values, version_key=0):
    """What a validator encrypts to a round of the beacon."""
    lists = _vector(uids, 2) + _vector(values, 2)
    return _vector(public_key, 1) + lists + version_key.to_bytes(8, "little")


def ciphertext_of(envelope):
    """The ciphertext alone: clients put its length, two bytes, in front, and the round behind."""
    return bytes(envelope)[2:-8]
