"""A day with `btcli` 9, each command a process of its own."""

import json
import subprocess

import bittensor as bt
from bittensor.core.extrinsics.utils import sudo_call_extrinsic
from bittensor_cli.version import __version_as_int__ as CLI_VERSION

from story import (
    ALICE,
    ALICE_SEED,
    BOB,
    ENDPOINT,
    LONG_TEMPO,
    TAO,
    btcli,
    done,
    epoch_calls,
    equal,
    near,
    step,
    tells,
)

U16_MAX = 65_535
WALLETS = ["--wallet-path", "~/.bittensor/wallets"]
IN_THE_CLEAR = "--no-mev-protection"
# What concerns weights is otherwise only sent.
WAIT = {"wait_for_inclusion": True, "wait_for_finalization": True, "max_attempts": 1}
# It asks for what is missing.
IDENTITY = [
    "--github-repo", "https://github.com/example/day", "--subnet-contact", "day@example.org",
    "--subnet-url", "https://example.org", "--discord", "day", "--description", "all of it",
    "--logo-url", "https://example.org/day.png", "--additional-info", "none",
]


def common(wallet):
    signer = ["--wallet-name", wallet, "--hotkey", "default", *WALLETS] if wallet else []
    return ["--network", ENDPOINT, *signer]


def chain(*arguments, wallet="alice"):
    """Runs a command against the chain without questions; gives its JSON."""
    printed = btcli(*arguments, *common(wallet), "--json-output")
    # Some commands print a table after it.
    found, _ = json.JSONDecoder(strict=False).raw_decode(printed[printed.index("{") :])
    assert found.get("success", True) is not False, printed
    return found


subtensor = bt.Subtensor(network=ENDPOINT)


def storage(name, *keys, pallet="SubtensorModule"):
    """What the chain stores."""
    found = subtensor.substrate.query(pallet, name, list(keys))
    return getattr(found, "value", found)


def pairs(name, *keys):
    return [tuple(entry) for entry in storage(name, *keys)]


def free(address):
    return storage("Account", address, pallet="System")["data"]["free"]


def until(what, condition):
    """Waits, block by block, until something is so."""
    for _ in range(240):
        if condition():
            return
        subtensor.wait_for_block()
    raise AssertionError(f"never: {what}")


def sudo(function, module="AdminUtils", **parameters):
    response = sudo_call_extrinsic(subtensor, alice, function, parameters, call_module=module)
    assert response.success, response.message


def one_epoch():
    """The next epoch, out of turn."""
    index = storage("SubnetEpochIndex", netuid)
    for module, function, parameters in epoch_calls(netuid):
        sudo(function, module, **parameters)
    until("an epoch", lambda: storage("SubnetEpochIndex", netuid) > index)
    equal(storage("SubnetEpochIndex", netuid), index + 1)


def weights_may_be_set():
    """Waits for the client, which takes one block more than the chain: else it sends nothing."""
    rested = storage("LastUpdate", netuid)[0] + storage("WeightsSetRateLimit", netuid)
    until("weights may be set", lambda: subtensor.block > rested)


with step("wallet regen-coldkey, new-hotkey, create"):
    home = [*WALLETS, "--no-use-password"]
    btcli("wallet", "regen-coldkey", "--wallet-name", "alice", "--seed", ALICE_SEED, *home)
    new = ["--hotkey", "default", "--n-words", 12, *home]
    btcli("wallet", "new-hotkey", "--wallet-name", "alice", *new)
    btcli("wallet", "create", "--wallet-name", "miner", *new)
    alice, miner = bt.Wallet("alice", "default"), bt.Wallet("miner", "default")
    equal(alice.coldkeypub.ss58_address, ALICE)
    validator_key, miner_key = alice.hotkey.ss58_address, miner.hotkey.ss58_address

with step("wallet balance"):
    found = chain("wallet", "balance")
    assert "alice" in json.dumps(found), found

with step("subnets list, show, hyperparameters"):
    found = chain("subnets", "list", wallet=None)
    equal(sorted(found["subnets"]), ["0", "1"])
    chain("subnets", "show", "--netuid", 1, "--no-prompt", wallet=None)
    printed = btcli("subnets", "hyperparameters", "--netuid", 1, *common(None), "--json-output")
    assert "immunity_period" in printed, printed

with step("wallet transfer"):
    to = miner.coldkeypub.ss58_address
    chain("wallet", "transfer", "--dest", to, "--amount", 500, "--no-prompt")
    equal(free(to), 500 * TAO)

with step("subnets create"):
    chain(
        "subnets", "create", "--no-prompt", IN_THE_CLEAR,
        "--subnet-name", "A morning", *IDENTITY,
    )
    netuid = 2
    equal(storage("SubnetOwner", netuid), ALICE)
    equal(storage("Uids", netuid, validator_key), 0)
    equal(storage("SubnetIdentitiesV3", netuid)["subnet_name"], "A morning")

with step("subnets start"):
    btcli("subnets", "start", "--netuid", netuid, "--no-prompt", *common("alice"))
    assert storage("FirstEmissionBlockNumber", netuid) > 0

with step("subnets register"):
    chain("subnets", "register", "--netuid", netuid, "--no-prompt", wallet="miner")
    equal(storage("Uids", netuid, miner_key), 1)

with step("stake add within a slippage limit, list"):
    chain(
        "stake", "add", "--netuid", netuid, "--amount", 100, "--include-hotkeys", validator_key,
        "--tolerance", 0.5, "--no-prompt", IN_THE_CLEAR,
    )
    staked = storage("TotalHotkeyAlpha", validator_key, netuid)
    assert staked > 50 * TAO, staked
    assert validator_key in json.dumps(chain("stake", "list", "--no-prompt"))

with step("set weights with the SDK: `weights commit` reads a storage item that no chain has"):
    until("a permit", lambda: storage("ValidatorPermit", netuid)[0])
    weights_may_be_set()
    response = subtensor.set_weights(alice, netuid, uids=[1], weights=[1.0], **WAIT)
    assert response.success, response.message
    equal(pairs("Weights", netuid, 0), [(1, U16_MAX)])

with step("earn"):
    until("both have emission", lambda: min(storage("Emission", netuid)) > 0)
    equal(list(storage("Incentive", netuid)), [0, U16_MAX])
    equal(list(storage("Dividends", netuid)), [U16_MAX, 0])

with step("subnets show: read the metagraph"):
    found = chain("subnets", "show", "--netuid", netuid, "--no-prompt", wallet=None)
    equal([uid["hotkey"] for uid in found["uids"]], [validator_key, miner_key])

with step("stake move, swap, transfer"):
    amount = ["--origin-netuid", netuid, "--no-prompt", IN_THE_CLEAR, "--amount"]
    before = storage("TotalHotkeyAlpha", miner_key, netuid)
    btcli(
        "stake", "move", "--network", ENDPOINT, "--wallet-name", "alice", *WALLETS,
        "--from", validator_key, "--dest-netuid", netuid, "--to", miner_key, *amount, 5,
    )
    assert storage("TotalHotkeyAlpha", miner_key, netuid) >= before + 5 * TAO - 10
    chain("stake", "swap", "--dest-netuid", 1, "--tolerance", 0.5, *amount, 2)
    assert storage("TotalHotkeyAlpha", validator_key, 1) > 0
    chain("stake", "transfer", "--dest-netuid", netuid, "--dest", BOB, *amount, 3)
    assert subtensor.get_stake(BOB, validator_key, netuid).rao >= 3 * TAO - 10

with step("stake remove within a slippage limit"):
    before = free(ALICE)
    chain(
        "stake", "remove", "--netuid", netuid, "--amount", 10, "--include-hotkeys", validator_key,
        "--tolerance", 0.5, "--no-prompt", IN_THE_CLEAR,
    )
    assert free(ALICE) > before

with step("let root open the window in which owners may act: it closes before each epoch"):
    sudo("sudo_set_admin_freeze_window", window=0)
    equal(storage("AdminFreezeWindow"), 0)

with step("sudo set: hyperparameters as the owner, and through sudo"):
    chain("sudo", "set", "--netuid", netuid, "--param", "immunity_period", "--value", 123, "-y")
    equal(storage("ImmunityPeriod", netuid), 123)
    chain("sudo", "set", "--netuid", netuid, "--param", "kappa", "--value", 40_000, "-y")
    equal(storage("Kappa", netuid), 40_000)

with step("subnets set-identity"):
    chain(
        "subnets", "set-identity", "--netuid", netuid, "--no-prompt",
        "--subnet-name", "A day", *IDENTITY,
    )
    equal(storage("SubnetIdentitiesV3", netuid)["subnet_name"], "A day")

with step("sudo set-take"):
    chain("sudo", "set-take", "--take", 0.1)
    near(storage("Delegates", validator_key), U16_MAX / 10, 1)

with step("axon set"):
    btcli(
        "axon", "set", "--netuid", netuid, "--ip", "1.2.3.4", "--port", 8091, "--no-prompt",
        *common("miner"),
    )
    axon = storage("Axons", netuid, miner_key)
    equal((axon["ip"], axon["port"]), (0x01020304, 8091))

with step("stake child set"):
    btcli(
        "stake", "child", "set", "--netuid", netuid, "-c", miner_key, "--prop", 0.5, "--no-prompt",
        *common("alice"),
    )
    until("the child holds", lambda: storage("ChildKeys", validator_key, netuid))
    equal(storage("ChildKeys", validator_key, netuid)[0][1], miner_key)

with step("commit weights with the SDK, weights reveal in the next epoch"):
    chain(
        "sudo", "set", "--netuid", netuid, "--param", "commit_reveal_weights_enabled",
        "--value", "true", "-y",
    )
    sudo("sudo_set_tempo", netuid=netuid, tempo=LONG_TEMPO)
    weights_may_be_set()
    response = subtensor.commit_weights(
        alice, netuid, [4, 2], [0, 1], [U16_MAX, U16_MAX], version_key=CLI_VERSION, **WAIT
    )
    assert response.success, response.message
    equal(len(storage("WeightCommits", netuid, validator_key)), 1)
    one_epoch()
    chain(
        "weights", "reveal", "--netuid", netuid,
        "--uids", "0,1", "--weights", "1,1", "--salt", "4,2", "--no-prompt",
    )
    revealed = [(0, U16_MAX), (1, U16_MAX)]
    until("the weights are revealed", lambda: pairs("Weights", netuid, 0) == revealed)


def refused(reason, *arguments, wallet="alice"):
    """Runs a command that must fail. This line of clients prints why, and not every command has an
    exit status other than 0."""
    command = ["btcli", *map(str, arguments), "--no-prompt", *common(wallet)]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    tells(run.stdout + run.stderr, reason)


with step("be told: no funds"):
    btcli("wallet", "create", "--wallet-name", "poor", *new)
    transfer = ["wallet", "transfer", "--dest", BOB, "--amount", 1]
    refused("enough balance", *transfer, wallet="poor")

with step("be told: wrong netuid"):
    refused("99 does not exist", "subnets", "register", "--netuid", 99)

with step("be told: slippage too tight"):
    refused(
        "limit", "stake", "add", "--netuid", netuid, "--amount", 10_000,
        "--include-hotkeys", validator_key, "--tolerance", 0.001, IN_THE_CLEAR,
    )
    equal(storage("TotalHotkeyAlpha", validator_key, netuid) < 5_000 * TAO, True)

subtensor.close()
done()
