"""What all stories share: numbered steps, and where the node is."""

import contextlib
import os
import sys
import time
import traceback

ENDPOINT = os.environ["YUMANET_WS"]
TAO = 1_000_000_000

# The secret seeds of the development accounts; public, and worth nothing anywhere else.
ALICE_SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"
ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"

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


def equal(found, expected, what=""):
    assert found == expected, f"{what}: {found!r} is not {expected!r}"


def near(found, expected, tolerance, what=""):
    assert abs(found - expected) <= tolerance, f"{what}: {found!r} is not near {expected!r}"
