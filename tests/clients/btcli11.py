"""A day with `btcli` 11, each command a process of its own."""

import asyncio
import json

import bittensor as bt
from bittensor import calls

from story import (
    ALICE,
    ALICE_SEED,
    BOB,
    ENDPOINT,
    LONG_TEMPO,
    TAO,
    btcli,
    commit_hash,
    done,
    epoch_calls,
    equal,
    near,
    reach,
    step,
    tells,
)

U16_MAX = 65_535


def chain(*arguments, **options):
    """Runs a command against the chain, as Alice and without questions."""
    common = ["--network", ENDPOINT, "--wallet", "alice", "--json", "--yes"]
    return btcli(*common, *arguments, **options)


def call(target, arguments, *options):
    """Any call of the chain, which has no command of its own."""
    return chain(*options, "call", target, "--args", json.dumps(arguments))


def read(act):
    """Runs what needs a connection."""

    async def connected():
        async with bt.Client(ENDPOINT) as client:
            return await act(client)

    return asyncio.run(connected())


def storage(name, *keys, pallet="SubtensorModule"):
    """What the chain stores."""
    return read(lambda client: client.query((pallet, name), list(keys)))


def pairs(name, *keys):
    return [tuple(entry) for entry in storage(name, *keys)]


def sudo(pallet, name, arguments):
    """A call as root, without a command."""

    async def send(client):
        inner = await client.compose(calls.Call(pallet, name, arguments))
        result = await client.submit_call(calls.Sudo.sudo(inner), bt.Wallet("alice"))
        result.raise_for_failure()

    read(send)


def until(what, item, keys, condition):
    """Waits, block by block, until something that is stored is so."""

    async def wait(client):
        for _ in range(240):
            if condition(await client.query(("SubtensorModule", item), list(keys))):
                return
            await reach(client, await client.block() + 1)
        raise AssertionError(f"never: {what}")

    read(wait)


def one_epoch():
    """The next epoch, out of turn."""
    index = storage("SubnetEpochIndex", netuid)
    for pallet, name, arguments in epoch_calls(netuid):
        sudo(pallet, name, arguments)
    until("an epoch", "SubnetEpochIndex", [netuid], lambda now: now > index)
    equal(storage("SubnetEpochIndex", netuid), index + 1)


def weights_may_be_set():
    rested = storage("LastUpdate", netuid)[0] + storage("WeightsSetRateLimit", netuid)
    read(lambda client: reach(client, rested))


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

with step("subnets list, show, metagraph"):
    found = json.loads(chain("subnets", "list"))
    assert "Yumanet demo subnet" in json.dumps(found), found
    assert "Yumanet demo subnet" in chain("subnets", "show", 1)
    hotkey = storage("Keys", 1, 0)
    assert hotkey in chain("subnets", "metagraph", 1)

with step("wallet transfer"):
    chain("wallet", "transfer", "--dest", miner.coldkeypub.ss58_address, "--amount", 500)
    equal(free(miner.coldkeypub.ss58_address), 500 * TAO)

with step("subnets create, previewed first"):
    chain("--dry-run", "subnets", "create")
    equal(storage("NetworksAdded", 2), False)
    chain("subnets", "create")
    netuid = 2
    equal(storage("SubnetOwner", netuid), ALICE)
    equal(storage("Uids", netuid, validator_key), 0)

with step("hparams start"):
    chain("hparams", "start", "--netuid", netuid)
    assert storage("FirstEmissionBlockNumber", netuid) > 0

with step("register a miner with register_limit"):
    arguments = {"netuid": netuid, "hotkey": miner_key, "limit_price": 10 * TAO}
    call("SubtensorModule.register_limit", arguments, "--wallet", "miner")
    equal(storage("Uids", netuid, miner_key), 1)

with step("stake add within a slippage limit, list"):
    chain("stake", "add", "--netuid", netuid, "--amount", 100, "--rate-tolerance", 0.5)
    staked = storage("TotalHotkeyAlpha", validator_key, netuid)
    assert staked > 50 * TAO, staked
    assert validator_key in chain("stake", "list")

with step("weights set"):
    until("a permit", "ValidatorPermit", [netuid], lambda permits: permits[0])
    weights_may_be_set()
    chain("weights", "set", "--netuid", netuid, "--uids", 1, "--weights", 1)
    equal(pairs("Weights", netuid, 0), [(1, U16_MAX)])

with step("earn"):
    until("emission for both", "Emission", [netuid], lambda emission: min(emission) > 0)
    equal(storage("Incentive", netuid), [0, U16_MAX])
    equal(storage("Dividends", netuid), [U16_MAX, 0])

with step("query neurons, epoch-status"):
    found = chain("query", "neurons", "--netuid", netuid)
    assert validator_key in found and miner_key in found, found
    found = json.loads(chain("query", "epoch-status", "--netuid", netuid))
    equal(found["tempo"], storage("Tempo", netuid))

with step("stake move, swap, transfer"):
    common = ["--origin-netuid", netuid, "--amount"]
    before = storage("TotalHotkeyAlpha", miner_key, netuid)
    chain(
        "stake", "move", *common, 5, "--origin-hotkey", validator_key,
        "--dest-netuid", netuid, "--dest-hotkey", miner_key,
    )
    assert storage("TotalHotkeyAlpha", miner_key, netuid) >= before + 5 * TAO - 10
    chain("stake", "swap", *common, 2, "--dest-netuid", 1, "--rate-tolerance", 0.5)
    assert storage("TotalHotkeyAlpha", validator_key, 1) > 0
    chain("stake", "transfer", *common, 3, "--dest-netuid", netuid, "--dest", BOB)
    found = json.loads(
        chain("stake", "show", "--netuid", netuid, "--coldkey", BOB, "--hotkey", validator_key)
    )
    assert "3" in json.dumps(found), found

with step("stake remove within a slippage limit"):
    before = free(ALICE)
    chain("stake", "remove", "--netuid", netuid, "--amount", 10, "--rate-tolerance", 0.5)
    assert free(ALICE) > before

with step("call --sudo: root opens the window in which owners may act, and changes kappa"):
    for name, arguments in {
        "sudo_set_admin_freeze_window": {"window": 0},
        "sudo_set_kappa": {"netuid": netuid, "kappa": 40_000},
    }.items():
        chain("call", f"AdminUtils.{name}", "--sudo", "--args", json.dumps(arguments))
    equal((storage("AdminFreezeWindow"), storage("Kappa", netuid)), (0, 40_000))

with step("hparams set and get, set-identity, as the owner"):
    chain("hparams", "set", "--netuid", netuid, "--name", "immunity_period", "--value", 123)
    equal(storage("ImmunityPeriod", netuid), 123)
    found = json.loads(chain("hparams", "get", "--netuid", netuid))
    assert "123" in json.dumps(found) and "40000" in json.dumps(found), found
    chain("hparams", "set-identity", "--netuid", netuid, "--name", "A day")
    equal(storage("SubnetIdentitiesV3", netuid)["subnet_name"], "A day")

with step("wallet set-identity"):
    chain("wallet", "set-identity", "--name", "Alice")
    equal(storage("IdentitiesV2", ALICE)["name"], "Alice")

with step("hparams set-take"):
    chain("hparams", "set-take", "--take", "0.1")
    near(storage("Delegates", validator_key), U16_MAX / 10, 1)

with step("axon set"):
    chain("--wallet", "miner", "axon", "set", "--netuid", netuid, "--ip", "1.2.3.4", "--port", 8091)
    axon = storage("Axons", netuid, miner_key)
    equal((axon["ip"], axon["port"]), (0x01020304, 8091))

with step("stake child set, take"):
    children = json.dumps([[0.5, miner_key]])
    chain("stake", "child", "set", "--netuid", netuid, "--children", children)
    until("the child holds", "ChildKeys", [validator_key, netuid], bool)
    ((_, child),) = storage("ChildKeys", validator_key, netuid)
    equal(child, miner_key)
    chain("--wallet", "miner", "stake", "child", "take", "--netuid", netuid, "--take", "0.09")
    near(storage("ChildkeyTake", miner_key, netuid), U16_MAX * 9 / 100, 1)

with step("commit weights by their hash, and reveal them in the next epoch"):
    name = "commit_reveal_weights_enabled"
    chain("hparams", "set", "--netuid", netuid, "--name", name, "--value", "true")
    weights_may_be_set()
    sudo("AdminUtils", "sudo_set_tempo", {"netuid": netuid, "tempo": LONG_TEMPO})
    public_key = bytes(alice.hotkey.public_key)
    digest = commit_hash(public_key, netuid, [0, 1], [U16_MAX, U16_MAX], [4, 2])
    arguments = {"netuid": netuid, "commit_hash": digest}
    chain(
        "call", "SubtensorModule.commit_weights", "--key", "hotkey",
        "--args", json.dumps(arguments),
    )
    equal(storage("WeightCommits", netuid, validator_key)[0][0], digest)
    one_epoch()
    chain(
        "weights", "reveal", "--netuid", netuid,
        "--uids", "0,1", "--weights", "1,1", "--salt", "4,2",
    )
    equal(pairs("Weights", netuid, 0), [(0, U16_MAX), (1, U16_MAX)])

with step("weights set: the client commits them to a round that is still to come"):
    weights_may_be_set()
    chain("weights", "set", "--netuid", netuid, "--uids", 1, "--weights", 1)
    waiting = storage("TimelockedWeightCommits", netuid, storage("SubnetEpochIndex", netuid))
    equal([commit[0] for commit in waiting], [validator_key])
    equal(pairs("Weights", netuid, 0), [(0, U16_MAX), (1, U16_MAX)])


def refused(reason, *arguments):
    tells(chain(*arguments, fails=True), reason)


with step("be told: no funds"):
    btcli("--wallet", "poor", "wallet", "create", "--no-password")
    transfer = ["wallet", "transfer", "--dest", BOB, "--amount", 1]
    refused("cannot cover the transaction fee", "--wallet", "poor", *transfer)

with step("be told: wrong netuid"):
    refused("99", "subnets", "show", 99)

with step("be told: not registered"):
    weights = ["weights", "set", "--uids", 1, "--weights", 1, "--netuid"]
    refused("not registered on netuid 1", *weights, 1)

with step("be told: slippage too tight"):
    tight = ["--rate-tolerance", 0.001]
    refused(
        "beyond the limit", "stake", "add", "--netuid", netuid, "--amount", 10_000, *tight
    )

with step("be told: weights too early"):
    arguments = {"netuid": netuid, "weights_set_rate_limit": 100_000}
    sudo("AdminUtils", "sudo_set_weights_set_rate_limit", arguments)
    refused("the rate limit is 100000 blocks", *weights, netuid)

done()
