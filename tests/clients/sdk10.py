"""A day with the Bittensor SDK 10: a subnet from nothing to emission."""

import bittensor as bt
from bittensor_wallet import Keypair

from story import ALICE, BOB, ENDPOINT, TAO, done, equal, step


def wallet(name, uri):
    """A wallet of a development account, with the hotkey that goes with it."""
    found = bt.Wallet(name=name, hotkey="default")
    found.set_coldkey(Keypair.create_from_uri(uri), encrypt=False, overwrite=True)
    found.set_coldkeypub(Keypair.create_from_uri(uri), encrypt=False, overwrite=True)
    found.set_hotkey(
        Keypair.create_from_uri(f"{uri}_today"), encrypt=False, overwrite=True
    )
    return found


def succeeded(response):
    assert response.success, response.message
    return response


with step("connect, and recognise a fast chain"):
    subtensor = bt.Subtensor(network=ENDPOINT)
    assert subtensor.block >= 1
    equal(subtensor.is_fast_blocks(), True)


def storage(name, *keys):
    """What the chain stores."""
    found = subtensor.substrate.query("SubtensorModule", name, list(keys))
    return getattr(found, "value", found)


with step("create wallets of development accounts"):
    alice, dave = wallet("alice", "//Alice"), wallet("dave", "//Dave")
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
    graph = subtensor.metagraph(1, lite=False)
    equal(len(graph.hotkeys), storage("SubnetworkN", 1))
    assert sum(graph.incentive) > 0.9, graph.incentive
    assert graph.W.sum() > 0

with step("transfer"):
    before = subtensor.get_balance(BOB).rao
    succeeded(subtensor.transfer(alice, BOB, bt.Balance.from_tao(5)))
    equal(subtensor.get_balance(BOB).rao, before + 5 * TAO)

with step("register a subnet"):
    succeeded(subtensor.register_subnet(alice))
    netuid = storage("TotalNetworks") - 1
    equal(netuid, 2)
    equal(storage("SubnetOwner", netuid), ALICE)
    equal(subtensor.subnet_exists(netuid), True)

with step("start it"):
    equal(subtensor.is_subnet_active(netuid), False)
    succeeded(subtensor.start_call(alice, netuid))
    equal(subtensor.is_subnet_active(netuid), True)

with step("register a miner by burning"):
    succeeded(subtensor.burned_register(dave, netuid))
    equal(storage("Uids", netuid, miner), 1)
    equal(subtensor.is_hotkey_registered(miner, netuid=netuid), True)

with step("stake, plainly and with a price limit"):
    succeeded(subtensor.add_stake(alice, netuid, validator, bt.Balance.from_tao(50)))
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
    stake = subtensor.get_stake(ALICE, validator, netuid)
    assert stake.rao > 50 * TAO, stake
    equal(subtensor.get_stake(BOB, validator, netuid).rao, 0)
    positions = subtensor.get_stake_info_for_coldkey(ALICE)
    assert any(p.hotkey_ss58 == validator and p.netuid == netuid for p in positions)

with step("wait for an epoch"):
    epoch = storage("SubnetEpochIndex", netuid)
    while storage("SubnetEpochIndex", netuid) == epoch:
        subtensor.wait_for_block()
    equal(list(storage("ValidatorPermit", netuid))[0], True)

with step("set weights with a hotkey that has no balance"):
    equal(subtensor.get_balance(validator).rao, 0)
    succeeded(
        subtensor.set_weights(
            alice, netuid, uids=[1], weights=[1.0], wait_for_inclusion=True, max_attempts=3
        )
    )
    equal([tuple(entry) for entry in storage("Weights", netuid, 0)], [(1, 65535)])

with step("earn"):
    epoch = storage("SubnetEpochIndex", netuid)
    while storage("SubnetEpochIndex", netuid) < epoch + 2:
        subtensor.wait_for_block()
    equal(list(storage("Incentive", netuid)), [0, 65535])
    neurons = subtensor.neurons_lite(netuid)
    equal([neuron.hotkey for neuron in neurons], [validator, miner])
    equal(neurons[1].incentive, 1.0)
    graph = subtensor.metagraph(netuid, lite=True)
    equal(list(graph.hotkeys), [validator, miner])
    assert min(storage("Emission", netuid)) > 0

with step("read hyperparameters and the next epoch"):
    parameters = subtensor.get_subnet_hyperparameters(netuid)
    equal(parameters.tempo, storage("Tempo", netuid))
    equal(parameters.kappa, 32767)
    assert subtensor.get_next_epoch_start_block(netuid) > subtensor.block - 2

with step("move part of the stake away"):
    before = subtensor.get_balance(ALICE).rao
    succeeded(
        subtensor.unstake(alice, netuid, validator, bt.Balance.from_tao(10).set_unit(netuid))
    )
    assert subtensor.get_balance(ALICE).rao > before

with step("show the chain's own reason when the user errs"):
    response = subtensor.add_stake(alice, 99, validator, bt.Balance.from_tao(1))
    equal(response.success, False)
    assert "Custom error: 7" not in response.message, response.message
    response = subtensor.burned_register(dave, 99)
    equal(response.success, False)

done()
