"""Every command of commands.toml with `btcli` 11, each a process of its own."""

import asyncio
import pathlib
import shlex
import tomllib

import bittensor as bt

from story import (
    ALICE,
    ALICE_HOTKEY_SEED,
    ALICE_SEED,
    BOB,
    ENDPOINT,
    TAO,
    done,
    equal,
    reach,
    step,
)

TABLE = pathlib.Path(__file__).with_name("commands.toml")
BOB_HOTKEY = "5FRcYLoYUYhSttAzFUmrJsbSapp6F2874GNDpgXhcoJyLCUv"
LIMIT = 120
# Of Alice's hotkey.
NETUID, UID = 1, 0


async def btcli(*arguments):
    """Runs a command; gives its exit status and all that it printed."""
    process = await asyncio.create_subprocess_exec(
        "btcli",
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        printed, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    except TimeoutError:
        process.kill()
        printed, _ = await process.communicate()
        return None, printed.decode()
    return process.returncode, printed.decode()


class Table:
    """The rows, with the addresses of this run in them."""

    def __init__(self, client, names):
        self.client = client
        self.names = names
        with TABLE.open("rb") as file:
            self.rows = tomllib.load(file)["command"]

    def named(self, value):
        """A value of the table with addresses for the names in braces."""
        if isinstance(value, str):
            for name, address in self.names.items():
                value = value.replace(f"{{{name}}}", address)
        return value

    async def read(self, item):
        """What the chain stores, tuples as lists."""
        value = await self.client.query(
            tuple(item["item"].split(".")), [self.named(key) for key in item["keys"]]
        )
        return plain(value)

    async def weights_may_be_set(self):
        """Waits until the chain takes weights of Alice's again; the client does not."""
        updates, limit = [
            await self.client.query(("SubtensorModule", item), [NETUID])
            for item in ("LastUpdate", "WeightsSetRateLimit")
        ]
        await reach(self.client, updates[UID] + limit)

    async def run(self, row):
        """Runs one row; gives the exit status and what is wrong, or None."""
        if row["run"].startswith("weights "):
            await self.weights_may_be_set()
        changed = row.get("changed")
        before = await self.read(changed) if changed else None
        arguments = map(self.named, shlex.split(row["run"]))
        status, printed = await btcli(
            "--network", ENDPOINT, "--wallet", "alice", "--json", "--yes", *arguments
        )
        wrong = misprint(row, status, printed)
        if wrong:
            return status, f"{wrong}\n{printed}"
        if "stored" in row:
            found, expected = await self.read(row["stored"]), self.named(row["stored"]["value"])
            if found != expected:
                return status, f"the chain stores {found!r}, not {expected!r}"
        if changed:
            after = await self.read(changed)
            if not moved(before, after, changed.get("by")):
                return status, f"the chain stores {after!r} after {before!r}"
        return status, None


def plain(value):
    """Tuples as lists, as TOML has them."""
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def moved(before, after, tokens):
    if tokens is None:
        return before != after
    return (after - before) * (1 if tokens > 0 else -1) >= abs(tokens) * TAO


def misprint(row, status, printed):
    """What is wrong with the status and the words of a command."""
    if status is None:
        return f"it did not end within {LIMIT} s"
    for unreadable in ("Traceback (most recent call last)", "Custom error:"):
        if unreadable in printed:
            return f"it printed: {unreadable}"
    if row["verdict"] == "out":
        if status == 0:
            return "it went well"
        if row["reason"] not in printed:
            return f"it does not say: {row['reason']}"
    elif status != 0:
        return "it failed"
    return None


async def main():
    with step("import the keys of Alice and of her neuron"):
        wallet = ["--wallet", "alice"]
        imports = [
            [*wallet, "wallet", "regen-coldkey", "--seed", ALICE_SEED, "--no-password"],
            [*wallet, "wallet", "regen-hotkey", "--seed", ALICE_HOTKEY_SEED],
            [*wallet, "-H", "spare", "wallet", "new-hotkey"],
        ]
        for arguments in imports:
            status, printed = await btcli(*arguments)
            equal(status, 0, printed)
        names = {
            "alice": ALICE,
            "bob": BOB,
            "hotkey": bt.Wallet("alice").hotkey.ss58_address,
            "bob_hotkey": BOB_HOTKEY,
            "spare": bt.Wallet("alice", "spare").hotkey.ss58_address,
        }

    failures = []
    async with bt.Client(ENDPOINT) as client:
        table = Table(client, names)
        with step(f"run {len(table.rows)} commands"):
            for row in table.rows:
                status, wrong = await table.run(row)
                verdict = "WRONG" if wrong else row["verdict"]
                print(f"  {status!s:>4}  {verdict:9}  btcli {row['run'].strip()}", flush=True)
                if wrong:
                    failures.append(f"btcli {row['run']}: {wrong}")
                    print(f"        {wrong}", flush=True)

    with step("find each as the table says"):
        equal(failures, [])
    done()


asyncio.run(main())
