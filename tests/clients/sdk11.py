"""A day with the Bittensor SDK 11: a subnet from nothing to emission."""

import asyncio

import bittensor as bt
from bittensor import calls, runtime_api, storage, wallets

from story import ALICE, ALICE_SEED, BOB, ENDPOINT, TAO, done, equal, near, step

Subtensor = storage.SubtensorModule


def wallet(name):
    """A new wallet with a coldkey and a hotkey."""
    return wallets.create(name, "default", use_password=False, on_mnemonic=lambda *_: None)


def alice_wallet():
    found = wallets.regen_coldkey(name="alice", seed=ALICE_SEED, use_password=False)
    wallets.new_hotkey(name="alice", on_mnemonic=lambda _: None)
    equal(found.coldkeypub.ss58_address, ALICE, "Alice's address")
    return bt.Wallet("alice")


async def free(client, address):
    """The balance as storage has it, in rao."""
    account = await client.query(storage.System.Account, [address])
    return account["data"]["free"]


async def refused(awaitable):
    """The reason for which the chain refused."""
    try:
        result = await awaitable
    except bt.BittensorError as error:
        return f"{type(error).__name__} {error}"
    assert not result.success, "this should have been refused"
    return f"{result.error} {result.message}"


async def main():
    async with bt.Client(ENDPOINT) as client:
        with step("connect, and read the head and the block time"):
            assert await client.block() >= 1
            equal(await client.block_time(), 0.25)

        with step("list the subnets"):
            subnets = {subnet.netuid: subnet for subnet in await client.subnets.all()}
            equal(sorted(subnets), [0, 1])
            equal(subnets[1].tempo, await client.query(Subtensor.Tempo, [1]))
            identity = await client.query(Subtensor.SubnetIdentitiesV3, [1])
            equal(identity["subnet_name"], "Yumanet demo subnet")
            prices = await client.runtime(runtime_api.SwapRuntimeApi.current_alpha_price_all, [])
            equal({p["netuid"]: p["price"] for p in prices}[0], TAO, "the price on root")

        with step("create wallets"):
            alice, miner = alice_wallet(), wallet("miner")
            validator_key = alice.hotkey.ss58_address
            miner_key = miner.hotkey.ss58_address

        with step("fund the miner from Alice"):
            before = await free(client, ALICE)
            intent = bt.Transfer(dest_ss58=miner.coldkeypub.ss58_address, amount_tao=500)
            result = (await client.execute(intent, alice)).raise_for_failure()
            equal(await free(client, miner.coldkeypub.ss58_address), 500 * TAO)
            fee = before - 500 * TAO - await free(client, ALICE)
            assert fee > 0, "Alice paid a fee"
            equal(result.fee.rao, fee, "the fee that the client found")

        with step("register a subnet"):
            cost = await client.runtime(
                runtime_api.SubnetRegistrationRuntimeApi.get_network_registration_cost, []
            )
            result = (await client.execute(bt.RegisterSubnet(), alice)).raise_for_failure()
            netuid = 2
            equal(await client.query(Subtensor.NetworksAdded, [netuid]), True)
            equal(await client.query(Subtensor.SubnetOwner, [netuid]), ALICE)
            near(await client.query(Subtensor.SubnetLocked, [netuid]), cost, cost // 1000)

        with step("start it"):
            (await client.execute(bt.StartCall(netuid=netuid), alice)).raise_for_failure()
            assert await client.query(Subtensor.FirstEmissionBlockNumber, [netuid]) > 0

        with step("register the miner at a limited price"):
            price = await client.query(Subtensor.Burn, [netuid])
            call = calls.SubtensorModule.register_limit(netuid, miner_key, price * 2)
            (await client.submit_call(call, miner)).raise_for_failure()
            equal(await client.query(Subtensor.Uids, [netuid, miner_key]), 1)

        with step("stake on the validator"):
            intent = bt.AddStake(
                hotkey_ss58=validator_key, netuid=netuid, amount_tao=100, rate_tolerance=0.5
            )
            quote = await client.runtime(
                runtime_api.SwapRuntimeApi.sim_swap_tao_for_alpha,
                {"netuid": netuid, "tao": 100 * TAO},
            )
            (await client.execute(intent, alice)).raise_for_failure()
            staked = await client.query(Subtensor.TotalHotkeyAlpha, [validator_key, netuid])
            near(staked, quote["alpha_amount"], staked // 50, "what the quote promised")
            info = await client.runtime(
                runtime_api.StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid,
                [validator_key, ALICE, netuid],
            )
            assert info["stake"] >= staked

        with step("read the balance and positions of Alice"):
            positions = await client.staking.positions(ALICE)
            own = [p for p in positions if p.hotkey == validator_key and p.netuid == netuid]
            equal(len(own), 1)

        with step("wait for an epoch, which gives the permit"):
            await client.wait_for_epoch(netuid, timeout=60)
            permits = await client.query(Subtensor.ValidatorPermit, [netuid])
            equal(permits[0], True)

        with step("set weights with the hotkey, which has no balance"):
            equal(await free(client, validator_key), 0)
            intent = bt.SetWeights(netuid=netuid, uids=[1], weights=[1.0])
            (await client.execute(intent, alice)).raise_for_failure()
            weights = await client.query(Subtensor.Weights, [netuid, 0])
            equal([tuple(entry) for entry in weights], [(1, 65535)])

        with step("earn: the miner gets incentive, the validator dividends"):
            await client.wait_for_epoch(netuid, timeout=60)
            await client.wait_for_epoch(netuid, timeout=60)
            incentive = await client.query(Subtensor.Incentive, [netuid])
            equal(incentive, [0, 65535])
            graph = await client.subnets.metagraph(netuid)
            equal([n.hotkey for n in graph.neurons], [validator_key, miner_key])
            equal(graph.neurons[1].incentive, 1.0)
            emission = await client.query(Subtensor.Emission, [netuid])
            assert min(emission) > 0, emission

        with step("read the neurons and the hyperparameters"):
            neurons = await client.runtime(
                runtime_api.NeuronInfoRuntimeApi.get_neurons_lite, [netuid]
            )
            equal([n["hotkey"] for n in neurons], [validator_key, miner_key])
            parameters = await client.read("subnet_hyperparameters", netuid=netuid)
            tempo = await client.query(Subtensor.Tempo, [netuid])
            equal(parameters["tempo"], tempo)

        with step("unstake, and get TAO back"):
            before = await free(client, ALICE)
            intent = bt.RemoveStake(
                hotkey_ss58=validator_key, netuid=netuid, amount_alpha=20, rate_tolerance=0.5
            )
            (await client.execute(intent, alice)).raise_for_failure()
            assert await free(client, ALICE) > before

        with step("show the chain's own reason when the user errs"):
            poor = wallet("poor")
            reason = await refused(
                client.execute(bt.Transfer(dest_ss58=BOB, amount_tao=5), poor)
            )
            assert "Custom error" not in reason, reason
            reason = await refused(
                client.execute(
                    bt.AddStake(hotkey_ss58=validator_key, netuid=99, amount_tao=1), alice
                )
            )
            assert "No such subnet" in reason, reason
            reason = await refused(
                client.submit_call(
                    calls.SubtensorModule.set_weights(netuid, [1], [1], 0), poor, signer="hotkey"
                )
            )
            assert "Custom error" not in reason, reason
    done()


asyncio.run(main())
