"""A day with `btcli` 9, each command a process of its own."""

import json
import subprocess

import bittensor as bt

from story import ALICE, ALICE_SEED, ENDPOINT, TAO, done, equal, step


WALLETS = ["--wallet-path", "~/.bittensor/wallets"]


def btcli(*arguments, fails=False):
    """Runs a command; gives what it printed."""
    command = ["btcli", *map(str, arguments)]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    printed = run.stdout + run.stderr
    assert (run.returncode != 0) == fails, f"{' '.join(command)}: {run.returncode}\n{printed}"
    return printed


def chain(*arguments, wallet="alice"):
    """Runs a command against the chain without questions; gives its JSON."""
    signer = ["--wallet-name", wallet, "--hotkey", "default", *WALLETS] if wallet else []
    printed = btcli(*arguments, "--network", ENDPOINT, *signer, "--json-output")
    found = json.loads(printed[printed.index("{") :])
    assert found.get("success", True) is not False, printed
    return found


subtensor = bt.Subtensor(network=ENDPOINT)


def storage(name, *keys, pallet="SubtensorModule"):
    """What the chain stores."""
    found = subtensor.substrate.query(pallet, name, list(keys))
    return getattr(found, "value", found)


def free(address):
    return storage("Account", address, pallet="System")["data"]["free"]


with step("wallet regen-coldkey, new-hotkey, create"):
    home = [*WALLETS, "--no-use-password"]
    btcli("wallet", "regen-coldkey", "--wallet-name", "alice", "--seed", ALICE_SEED, *home)
    btcli(
        "wallet", "new-hotkey", "--wallet-name", "alice", "--hotkey", "default",
        "--n-words", 12, *home,
    )
    btcli(
        "wallet", "create", "--wallet-name", "miner", "--hotkey", "default",
        "--n-words", 12, *home,
    )
    alice, miner = bt.Wallet("alice", "default"), bt.Wallet("miner", "default")
    equal(alice.coldkeypub.ss58_address, ALICE)
    validator_key, miner_key = alice.hotkey.ss58_address, miner.hotkey.ss58_address

with step("wallet balance"):
    found = chain("wallet", "balance")
    assert "alice" in json.dumps(found), found

with step("subnets list and show"):
    found = chain("subnets", "list", wallet=None)
    equal(sorted(found["subnets"]), ["0", "1"])
    chain("subnets", "show", "--netuid", 1, "--no-prompt", wallet=None)
    chain("subnets", "hyperparameters", "--netuid", 1, wallet=None)

with step("wallet transfer"):
    to = miner.coldkeypub.ss58_address
    chain("wallet", "transfer", "--dest", to, "--amount", 500, "--no-prompt")
    equal(free(to), 500 * TAO)

with step("subnets create"):
    chain(
        "subnets", "create", "--no-prompt", "--no-mev-protection",
        "--subnet-name", "", "--github-repo", "", "--subnet-contact", "", "--subnet-url", "",
        "--discord-handle", "", "--description", "", "--logo-url", "", "--additional-info", "",
    )
    netuid = 2
    equal(storage("SubnetOwner", netuid), ALICE)

with step("subnets start"):
    btcli(
        "subnets", "start", "--netuid", netuid, "--no-prompt", "--network", ENDPOINT,
        "--wallet-name", "alice", "--hotkey", "default", *WALLETS,
    )
    assert storage("FirstEmissionBlockNumber", netuid) > 0

with step("subnets register"):
    chain("subnets", "register", "--netuid", netuid, "--no-prompt", wallet="miner")
    equal(storage("Uids", netuid, miner_key), 1)

with step("stake add and list"):
    chain(
        "stake", "add", "--netuid", netuid, "--amount", 100, "--include-hotkeys", validator_key,
        "--tolerance", 0.5, "--no-prompt", "--no-mev-protection",
    )
    staked = storage("TotalHotkeyAlpha", validator_key, netuid)
    assert staked > 50 * TAO, staked
    assert validator_key in json.dumps(chain("stake", "list", "--no-prompt"))

with step("stake remove"):
    before = free(ALICE)
    chain(
        "stake", "remove", "--netuid", netuid, "--amount", 10, "--include-hotkeys", validator_key,
        "--tolerance", 0.5, "--no-prompt", "--no-mev-protection",
    )
    assert free(ALICE) > before

done()
