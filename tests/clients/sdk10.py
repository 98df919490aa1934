"""A day with the Bittensor SDK 10: a subnet from nothing to emission, and what its owner, its
validators and its miners do then."""

import bittensor as bt
import bittensor_drand
from bittensor.core.extrinsics.serving import publish_metadata_extrinsic
from bittensor.core.extrinsics.utils import sudo_call_extrinsic
from bittensor_wallet import Keypair

from story import (
    ALICE,
    BOB,
    ENDPOINT,
    LONG_TEMPO,
    PULSE,
    ROUND,
    TAO,
    ciphertext_of,
    done,
    epoch_calls,
    equal,
    near,
    step,
    tells,
    timelocked,
)

U16_MAX = 65_535
U64_MAX = 2**64 - 1
# What concerns weights is otherwise only sent.
WAIT = {"wait_for_inclusion": True, "wait_for_finalization": True, "max_attempts": 1}


def wallet(name, uri):
    """A wallet of a development account, with a hotkey that nobody else has."""
    found = bt.Wallet(name=name, hotkey="default")
    found.set_coldkey(Keypair.create_from_uri(uri), encrypt=False, overwrite=True)
    found.set_coldkeypub(Keypair.create_from_uri(uri), encrypt=False, overwrite=True)
    found.set_hotkey(Keypair.create_from_uri(f"{uri}_today"), encrypt=False, overwrite=True)
    return found


def succeeded(response):
    assert response.success, response.message
    return response


def refused(response, *reasons):
    assert not response.success, "this should have been refused"
    tells(str(response.message), *reasons)


def alpha(tao):
    return bt.Balance.from_tao(tao).set_unit(netuid)


with step("connect, and recognise a fast chain"):
    # Mistakes are in the answers; the log would only repeat them.
    bt.logging.off()
    subtensor = bt.Subtensor(network=ENDPOINT)
    assert subtensor.block >= 1
    equal(subtensor.is_fast_blocks(), True)


def storage(name, *keys, pallet="SubtensorModule", block=None):
    """What the chain stores, now or in a block."""
    at = subtensor.determine_block_hash(block)
    found = subtensor.substrate.query(pallet, name, list(keys), block_hash=at)
    return getattr(found, "value", found)


def pairs(name, *keys):
    return [tuple(entry) for entry in storage(name, *keys)]


def until(what, condition):
    """Waits, block by block, until something is so."""
    for _ in range(240):
        if condition():
            return
        subtensor.wait_for_block()
    raise AssertionError(f"never: {what}")


def next_epoch():
    epoch = storage("SubnetEpochIndex", netuid)
    until("an epoch", lambda: storage("SubnetEpochIndex", netuid) > epoch)


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


def sudo(function, module="AdminUtils", **parameters):
    return succeeded(
        sudo_call_extrinsic(subtensor, alice, function, parameters, call_module=module)
    )


def submit(signer, module, function, **parameters):
    """A call for which the SDK has no method."""
    call = subtensor.compose_call(module, function, parameters)
    return subtensor.sign_and_send_extrinsic(call, alice, sign_with=signer)


with step("create wallets of development accounts"):
    alice, dave, poor = wallet("alice", "//Alice"), wallet("dave", "//Dave"), wallet("p", "//Poor")
    equal(alice.coldkeypub.ss58_address, ALICE)
    validator, miner = alice.hotkey.ss58_address, dave.hotkey.ss58_address

with step("read balances and list subnets"):
    assert subtensor.get_balance(ALICE).rao > 900_000 * TAO
    subnets = subtensor.all_subnets()
    equal([subnet.netuid for subnet in subnets], [0, 1])
    equal(subnets[1].subnet_name, "Yumanet demo subnet")
    equal(subnets[0].price.rao, TAO)
    equal(storage("TotalNetworks"), 2)

with step("read the metagraph of the subnet that lives already"):
    until("the first epoch", lambda: sum(storage("Incentive", 1)) > 0)
    graph = subtensor.metagraph(1, lite=False)
    equal(len(graph.hotkeys), storage("SubnetworkN", 1))
    assert sum(graph.incentive) > 0.9, graph.incentive
    assert graph.W.sum() > 0

with step("transfer"):
    before = storage("Account", BOB, pallet="System")["data"]["free"]
    succeeded(subtensor.transfer(alice, BOB, bt.Balance.from_tao(5)))
    equal(storage("Account", BOB, pallet="System")["data"]["free"], before + 5 * TAO)
    equal(subtensor.get_balance(BOB).rao, before + 5 * TAO)

with step("register a subnet, and read it back"):
    succeeded(subtensor.register_subnet(alice))
    netuid = storage("TotalNetworks") - 1
    equal(netuid, 2)
    equal(storage("SubnetOwner", netuid), ALICE)
    equal(storage("Uids", netuid, validator), 0)
    equal(subtensor.subnet_exists(netuid), True)
    equal(subtensor.subnet(netuid).owner_coldkey, ALICE)

with step("start it"):
    equal(subtensor.is_subnet_active(netuid), False)
    succeeded(subtensor.start_call(alice, netuid))
    equal(subtensor.is_subnet_active(netuid), True)
    assert storage("FirstEmissionBlockNumber", netuid) > 0

with step("register a miner by burning"):
    succeeded(subtensor.burned_register(dave, netuid))
    equal(storage("Uids", netuid, miner), 1)
    equal(subtensor.is_hotkey_registered(miner, netuid=netuid), True)

with step("stake, plainly and with a price limit"):
    succeeded(subtensor.add_stake(alice, netuid, validator, bt.Balance.from_tao(50)))
    before = storage("TotalHotkeyAlpha", validator, netuid)
    succeeded(
        subtensor.add_stake(
            alice,
            netuid,
            validator,
            bt.Balance.from_tao(50),
            safe_staking=True,
            rate_tolerance=0.5,
        )
    )
    assert storage("TotalHotkeyAlpha", validator, netuid) > before
    stake = subtensor.get_stake(ALICE, validator, netuid)
    assert stake.rao > 50 * TAO, stake
    equal(subtensor.get_stake(BOB, validator, netuid).rao, 0)
    positions = subtensor.get_stake_info_for_coldkey(ALICE)
    assert any(p.hotkey_ss58 == validator and p.netuid == netuid for p in positions)

with step("wait for an epoch, which gives the permit"):
    next_epoch()
    equal(list(storage("ValidatorPermit", netuid))[0], True)

with step("set weights with a hotkey that has no balance"):
    equal(subtensor.get_balance(validator).rao, 0)
    weights_may_be_set()
    succeeded(subtensor.set_weights(alice, netuid, uids=[1], weights=[1.0], **WAIT))
    equal(pairs("Weights", netuid, 0), [(1, U16_MAX)])

with step("earn"):
    until("both have emission", lambda: min(storage("Emission", netuid)) > 0)
    equal(list(storage("Incentive", netuid)), [0, U16_MAX])
    equal(list(storage("Dividends", netuid)), [U16_MAX, 0])
    neurons = subtensor.neurons_lite(netuid)
    equal([neuron.hotkey for neuron in neurons], [validator, miner])
    equal(neurons[1].incentive, 1.0)
    graph = subtensor.metagraph(netuid, lite=True)
    equal(list(graph.hotkeys), [validator, miner])
    assert storage("TotalHotkeyAlpha", miner, netuid) > 0

with step("read hyperparameters and the next epoch"):
    parameters = subtensor.get_subnet_hyperparameters(netuid)
    equal(parameters.tempo, storage("Tempo", netuid))
    equal(parameters.kappa, storage("Kappa", netuid))
    equal(parameters.immunity_period, storage("ImmunityPeriod", netuid))
    # All in named blocks: between two questions for the newest an epoch may come.
    now = subtensor.block
    index = storage("SubnetEpochIndex", netuid, block=now)
    next_start = subtensor.get_next_epoch_start_block(netuid, block=now)
    subtensor.wait_for_block(next_start)
    equal(storage("SubnetEpochIndex", netuid, block=next_start - 1), index)
    equal(storage("SubnetEpochIndex", netuid, block=next_start), index + 1)

with step("move stake to another hotkey"):
    before = storage("TotalHotkeyAlpha", miner, netuid)
    succeeded(subtensor.move_stake(alice, netuid, validator, netuid, miner, alpha(5)))
    assert storage("TotalHotkeyAlpha", miner, netuid) >= before + 5 * TAO - 10

with step("swap stake to another subnet, within a slippage limit"):
    equal(storage("TotalHotkeyAlpha", validator, 1), 0)
    succeeded(
        subtensor.swap_stake(
            alice, validator, netuid, 1, alpha(2), safe_swapping=True, rate_tolerance=0.5
        )
    )
    assert storage("TotalHotkeyAlpha", validator, 1) > 0

with step("transfer stake to another coldkey"):
    succeeded(subtensor.transfer_stake(alice, BOB, validator, netuid, netuid, alpha(3)))
    assert subtensor.get_stake(BOB, validator, netuid).rao >= 3 * TAO - 10

with step("unstake, plainly and within a slippage limit"):
    for options in ({}, {"safe_unstaking": True, "rate_tolerance": 0.5}):
        before = subtensor.get_balance(ALICE).rao
        succeeded(subtensor.unstake(alice, netuid, validator, alpha(10), **options))
        assert subtensor.get_balance(ALICE).rao > before

with step("let root open the window in which owners may act: it closes before each epoch"):
    sudo("sudo_set_admin_freeze_window", window=0)
    equal(storage("AdminFreezeWindow"), 0)

with step("change hyperparameters through sudo"):
    sudo("sudo_set_kappa", netuid=netuid, kappa=40_000)
    sudo("sudo_set_tempo", netuid=netuid, tempo=15)
    equal((storage("Kappa", netuid), storage("Tempo", netuid)), (40_000, 15))
    parameters = subtensor.get_subnet_hyperparameters(netuid)
    equal((parameters.kappa, parameters.tempo), (40_000, 15))

with step("change hyperparameters as the owner"):
    call = {"netuid": netuid, "immunity_period": 123}
    succeeded(submit("coldkey", "AdminUtils", "sudo_set_immunity_period", **call))
    equal(storage("ImmunityPeriod", netuid), 123)

with step("give the subnet an identity"):
    identity = bt.SubnetIdentity("A day", "", "", "https://a.day", "", "", "all of it", "")
    succeeded(subtensor.set_subnet_identity(alice, netuid, identity))
    equal(storage("SubnetIdentitiesV3", netuid)["subnet_name"], "A day")
    equal(subtensor.subnet(netuid).subnet_name, "A day")

with step("lower the take, and read it"):
    succeeded(subtensor.set_delegate_take(alice, validator, 0.1))
    near(storage("Delegates", validator), U16_MAX / 10, 1)
    near(subtensor.get_delegate_take(validator), 0.1, 0.001)

with step("announce an axon with the hotkey"):
    axon = bt.Axon(wallet=dave, ip="1.2.3.4", external_ip="1.2.3.4", port=8091)
    succeeded(subtensor.serve_axon(netuid, axon))
    found = storage("Axons", netuid, miner)
    equal((found["ip"], found["port"]), (0x01020304, 8091))
    equal(subtensor.neurons_lite(netuid)[1].axon_info.ip, "1.2.3.4")

with step("set a child, which holds after the cooldown"):
    response = succeeded(subtensor.set_children(alice, netuid, validator, [(0.5, miner)]))
    # In the block itself: they are not pending for long.
    block = response.extrinsic_receipt.block_number
    equal(len(subtensor.get_children_pending(validator, netuid, block=block)[0]), 1)
    until("the child holds", lambda: storage("ChildKeys", validator, netuid))
    ((share, child),) = storage("ChildKeys", validator, netuid)
    equal(child, miner)
    near(share, U64_MAX // 2, U64_MAX // 10**6)
    equal(subtensor.get_parents(miner, netuid)[0][1], validator)

with step("publish a commitment"):
    succeeded(subtensor.set_commitment(dave, netuid, "here"))
    equal(subtensor.get_commitment(netuid, 1), "here")

with step("publish a commitment that opens with a round of the beacon, and ask for new bonds"):
    # The client encrypts the SCALE encoding of the text, and cannot read what is shorter than 32
    # bytes: with its length in front that passes for text, where it expects hexadecimal digits.
    text = "what is hidden now shall be plain later on"
    plain = bytes([len(text) << 2]) + text.encode()
    envelope, _ = bittensor_drand.encrypt_at_round(plain, ROUND)
    sealed = {"encrypted": ciphertext_of(envelope), "reveal_round": ROUND}
    succeeded(
        publish_metadata_extrinsic(
            subtensor, dave, netuid, "TimelockEncrypted", sealed, reset_bonds=True
        )
    )
    equal(subtensor.get_revealed_commitment(netuid, 1), None)
    assert subtensor.get_last_bonds_reset(netuid, miner)

with step("turn commit-reveal on as the owner"):
    call = {"netuid": netuid, "enabled": True}
    succeeded(submit("coldkey", "AdminUtils", "sudo_set_commit_reveal_weights_enabled", **call))
    equal(storage("CommitRevealWeightsEnabled", netuid), True)
    equal(subtensor.commit_reveal_enabled(netuid), True)

with step("let root make epochs long: from here on they come when the story asks for one"):
    sudo("sudo_set_tempo", netuid=netuid, tempo=LONG_TEMPO)
    equal(storage("Tempo", netuid), LONG_TEMPO)

with step("commit weights by their hash, and reveal them in the next epoch"):
    weights_may_be_set()
    secret = {"uids": [0, 1], "weights": [U16_MAX, U16_MAX], "salt": [4, 2]}
    succeeded(subtensor.commit_weights(alice, netuid, **secret, **WAIT))
    equal(len(storage("WeightCommits", netuid, validator)), 1)
    equal(pairs("Weights", netuid, 0), [(1, U16_MAX)])
    one_epoch()
    succeeded(subtensor.reveal_weights(alice, netuid, **secret, **WAIT))
    equal(pairs("Weights", netuid, 0), [(0, U16_MAX), (1, U16_MAX)])

with step("commit weights to a round of the beacon, which opens them by itself"):
    weights_may_be_set()
    plain = timelocked(alice.hotkey.public_key, [1], [U16_MAX])
    envelope, _ = bittensor_drand.encrypt_at_round(plain, ROUND)
    succeeded(
        submit(
            "hotkey",
            "SubtensorModule",
            "commit_timelocked_mechanism_weights",
            netuid=netuid,
            mecid=0,
            commit=ciphertext_of(envelope),
            reveal_round=ROUND,
            commit_reveal_version=4,
        )
    )
    one_epoch()
    equal(pairs("Weights", netuid, 0), [(0, U16_MAX), (1, U16_MAX)])
    sudo("store_pulses", "Drand", pulses=[[PULSE]])
    until("the chain has opened it", lambda: pairs("Weights", netuid, 0) == [(1, U16_MAX)])
    equal(subtensor.last_drand_round(), ROUND)

with step("read the commitment, which has opened too"):
    ((_, revealed),) = subtensor.get_revealed_commitment(netuid, 1)
    equal(revealed, text)

with step("let the client choose the round of a commitment"):
    # What a hotkey may publish is counted by epoch.
    one_epoch()
    succeeded(subtensor.set_reveal_commitment(dave, netuid, "in the end", block_time=0.25))

with step("let the client choose the round, as a validator does"):
    weights_may_be_set()
    succeeded(subtensor.set_weights(alice, netuid, uids=[1], weights=[1.0], block_time=0.25, **WAIT))
    waiting = subtensor.get_timelocked_weight_commits(netuid)
    equal([commit[0] for commit in waiting], [validator])

with step("be told: no funds"):
    refused(subtensor.transfer(poor, BOB, bt.Balance.from_tao(5)), "Not enough balance")
    refused(subtensor.register_subnet(poor), "Insufficient balance")
    little = bt.Balance.from_tao(5)
    refused(subtensor.add_stake(poor, netuid, validator, little), "is not enough")
    much = bt.Balance.from_tao(50_000)
    refused(subtensor.add_stake(dave, netuid, validator, much), "NotEnoughBalanceToStake")

with step("be told: wrong netuid"):
    refused(subtensor.add_stake(alice, 99, validator, little), "SubnetNotExists", "No such subnet")
    refused(subtensor.burned_register(dave, 99), "Subnet 99 does not exist")
    refused(subtensor.start_call(alice, 99), "SubnetNotExists")
    refused(subtensor.set_weights(alice, 99, [1], [1.0], **WAIT), "not registered in subnet 99")

with step("be told: not registered"):
    refused(subtensor.set_weights(alice, 1, [1], [1.0], **WAIT), "not registered in subnet 1")

with step("be told: slippage too tight"):
    tight = {"rate_tolerance": 0.001}
    response = subtensor.add_stake(alice, netuid, validator, much, safe_staking=True, **tight)
    refused(response, "SlippageTooHigh")
    response = subtensor.unstake(
        alice, netuid, validator, alpha(20), safe_unstaking=True, **tight
    )
    refused(response, "SlippageTooHigh", "beyond the limit")

with step("be told: weights too early"):
    sudo("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=False)
    sudo("sudo_set_weights_set_rate_limit", netuid=netuid, weights_set_rate_limit=1_000)
    # This client does not send them, and has no message for it.
    assert not subtensor.set_weights(alice, netuid, [0], [1.0], **WAIT).success
    equal(pairs("Weights", netuid, 0), [(1, U16_MAX)])

with step("be told: not the owner"):
    refused(subtensor.set_subnet_identity(dave, netuid, identity), "NotSubnetOwner")

subtensor.close()
done()
