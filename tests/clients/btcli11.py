"""A day with `btcli` 11, each command a process of its own."""

import asyncio
import json
import subprocess

import bittensor as bt

from story import ALICE, ALICE_SEED, BOB, ENDPOINT, TAO, done, equal, step


def btcli(*arguments, fails=False):
    """Runs a command; gives what it printed."""
    command = ["btcli", *map(str, arguments)]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    printed = run.stdout + run.stderr
    assert (run.returncode != 0) == fails, f"{' '.join(command)}: {run.returncode}\n{printed}"
    return run.stdout if not fails else printed


def chain(*arguments, **options):
    """Runs a command against the chain, as Alice and without questions."""
    return btcli("--network", ENDPOINT, "--wallet", "alice", "--json", "--yes", *arguments, **options)


def storage(name, *keys, pallet="SubtensorModule"):
    """What the chain stores."""

    async def read():
        async with bt.Client(ENDPOINT) as client:
            return await client.query((pallet, name), list(keys))

    return asyncio.run(read())


def next_epoch(netuid):
    async def wait():
        async with bt.Client(ENDPOINT) as client:
            await client.wait_for_epoch(netuid, timeout=60)

    asyncio.run(wait())


def free(address):
    return storage("Account", address, pallet="System")["data"]["free"]


with step("wallet regen-coldkey, new-hotkey, create"):
    btcli("--wallet", "alice", "wallet", "regen-coldkey", "--seed", ALICE_SEED, "--no-password")
    btcli("--wallet", "alice", "wallet", "new-hotkey")
    btcli("--wallet", "miner", "wallet", "create", "--no-password")
    alice, miner = bt.Wallet("alice"), bt.Wallet("miner")
    equal(alice.coldkeypub.ss58_address, ALICE)
    validator_key, miner_key = alice.hotkey.ss58_address, miner.hotkey.ss58_address

with step("wallet balance"):
    found = json.loads(chain("wallet", "balance"))
    assert "1000000" in json.dumps(found).replace(",", "").replace("_", ""), found

with step("subnets list, show, metagraph, price"):
    found = json.loads(chain("subnets", "list"))
    assert "Yumanet demo subnet" in json.dumps(found), found
    assert "Yumanet demo subnet" in chain("subnets", "show", 1)
    chain("subnets", "metagraph", 1)
    chain("subnets", "price", "--netuid", 1)
    chain("subnets", "burn-cost", 1)
    chain("subnets", "create-cost")

with step("wallet transfer"):
    chain("wallet", "transfer", "--dest", miner.coldkeypub.ss58_address, "--amount", 500)
    equal(free(miner.coldkeypub.ss58_address), 500 * TAO)

with step("subnets create, previewed first"):
    chain("--dry-run", "subnets", "create")
    equal(storage("NetworksAdded", 2), False)
    chain("subnets", "create")
    netuid = 2
    equal(storage("SubnetOwner", netuid), ALICE)

with step("hparams check-start and start"):
    chain("hparams", "check-start", "--netuid", netuid)
    chain("hparams", "start", "--netuid", netuid)
    assert storage("FirstEmissionBlockNumber", netuid) > 0

with step("register a miner with register_limit"):
    arguments = {"netuid": netuid, "hotkey": miner_key, "limit_price": 10 * TAO}
    chain(
        "--wallet", "miner", "call", "SubtensorModule.register_limit",
        "--args", json.dumps(arguments),
    )
    equal(storage("Uids", netuid, miner_key), 1)

with step("stake add, list, show"):
    chain("stake", "add", "--netuid", netuid, "--amount", 100, "--rate-tolerance", 0.5)
    staked = storage("TotalHotkeyAlpha", validator_key, netuid)
    assert staked > 50 * TAO, staked
    assert validator_key in chain("stake", "list")
    chain("stake", "show", "--netuid", netuid)

with step("weights set"):
    next_epoch(netuid)
    chain("weights", "set", "--netuid", netuid, "--uids", 1, "--weights", 1)
    equal([tuple(entry) for entry in storage("Weights", netuid, 0)], [(1, 65535)])

with step("earn"):
    next_epoch(netuid)
    next_epoch(netuid)
    equal(storage("Incentive", netuid), [0, 65535])

with step("query neurons, epoch-status, weights, delegates"):
    assert miner_key in chain("query", "neurons", "--netuid", netuid)
    chain("query", "epoch-status", "--netuid", netuid)
    chain("query", "weights", "--netuid", netuid)
    assert validator_key in chain("query", "delegates")

with step("subnets hyperparameters"):
    assert "kappa" in chain("subnets", "hyperparameters", netuid)

with step("stake remove"):
    before = free(ALICE)
    chain("stake", "remove", "--netuid", netuid, "--amount", 10, "--rate-tolerance", 0.5)
    assert free(ALICE) > before

with step("show the chain's own reason when the user errs"):
    poor = "poor"
    btcli("--wallet", poor, "wallet", "create", "--no-password")
    printed = chain("--wallet", poor, "wallet", "transfer", "--dest", BOB, "--amount", 1, fails=True)
    assert "nsufficient" in printed or "balance" in printed, printed
    printed = chain("subnets", "show", 99, fails=True)
    assert "99" in printed, printed

done()
