"""A day with the Bittensor SDK 11: a subnet from nothing to emission, and what its owner, its
validators and its miners do then."""

import asyncio
import dataclasses

import bittensor as bt
import bittensor_core
from bittensor import calls, runtime_api, storage, wallets

from story import (
    ALICE,
    ALICE_SEED,
    BOB,
    ENDPOINT,
    LONG_TEMPO,
    PULSE,
    ROUND,
    TAO,
    ciphertext_of,
    commit_hash,
    done,
    epoch_calls,
    equal,
    near,
    since_ready,
    step,
    tells,
    timelocked,
)

Subtensor = storage.SubtensorModule
U16_MAX = 65_535
U64_MAX = 2**64 - 1


def wallet(name):
    """A new wallet with a coldkey and a hotkey."""
    return wallets.create(name, "default", use_password=False, on_mnemonic=lambda *_: None)


def alice_wallet():
    found = wallets.regen_coldkey(name="alice", seed=ALICE_SEED, use_password=False)
    wallets.new_hotkey(name="alice", on_mnemonic=lambda _: None)
    equal(found.coldkeypub.ss58_address, ALICE, "Alice's address")
    return bt.Wallet("alice")


@dataclasses.dataclass
class Day:
    """Who meets on the chain, and where."""

    client: bt.Client
    alice: bt.Wallet
    miner: bt.Wallet
    netuid: int = 2

    @property
    def validator_key(self):
        return self.alice.hotkey.ss58_address

    @property
    def miner_key(self):
        return self.miner.hotkey.ss58_address

    async def stored(self, item, *keys, block=None):
        """What the chain stores, now or in a block."""
        return await self.client.query(item, list(keys), block=block)

    async def free(self, address):
        """The balance as storage has it, in rao."""
        return (await self.stored(storage.System.Account, address))["data"]["free"]

    async def alpha(self, hotkey, netuid=None):
        """All stake on a hotkey, in the smallest unit."""
        return await self.stored(
            Subtensor.TotalHotkeyAlpha, hotkey, self.netuid if netuid is None else netuid
        )

    async def weights(self, uid=0):
        found = await self.stored(Subtensor.Weights, self.netuid, uid)
        return [tuple(entry) for entry in found or []]

    async def execute(self, intent, wallet=None):
        result = await self.client.execute(intent, wallet or self.alice)
        return result.raise_for_failure()

    async def submit(self, call, wallet=None, key="coldkey"):
        result = await self.client.submit_call(call, wallet or self.alice, signer=key)
        return result.raise_for_failure()

    async def sudo(self, call):
        return await self.submit(calls.Sudo.sudo(await self.client.compose(call)))

    async def refused(self, awaitable):
        """The reason for which a client or the chain refused."""
        try:
            result = await awaitable
        except bt.BittensorError as error:
            return f"{getattr(error, 'code', '')} {error}"
        assert not result.success, "this should have been refused"
        return f"{result.error} {result.message}"

    async def one_epoch(self):
        """The next epoch, out of turn."""
        index = await self.stored(Subtensor.SubnetEpochIndex, self.netuid)
        for pallet, name, arguments in epoch_calls(self.netuid):
            await self.sudo(calls.Call(pallet, name, arguments))

        async def ran():
            return await self.stored(Subtensor.SubnetEpochIndex, self.netuid) > index

        await self.until("an epoch", ran)
        equal(await self.stored(Subtensor.SubnetEpochIndex, self.netuid), index + 1)

    async def until(self, what, condition):
        """Waits, block by block, until something is so."""
        for _ in range(240):
            if await condition():
                return
            await self.client.wait_for_block(await self.client.block() + 1)
        raise AssertionError(f"never: {what}")

    async def until_weights_may_be_set(self):
        limit = await self.stored(Subtensor.WeightsSetRateLimit, self.netuid)
        updates = await self.stored(Subtensor.LastUpdate, self.netuid)
        await self.client.wait_for_block(updates[0] + limit)


async def first_looks(client):
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


async def from_nothing_to_emission(day):
    client, netuid, alice, miner = day.client, day.netuid, day.alice, day.miner

    with step("fund the miner from Alice"):
        before = await day.free(ALICE)
        address = miner.coldkeypub.ss58_address
        result = await day.execute(bt.Transfer(dest_ss58=address, amount_tao=500))
        equal(await day.free(address), 500 * TAO)
        fee = before - 500 * TAO - await day.free(ALICE)
        assert fee > 0, "Alice paid a fee"
        equal(result.fee.rao, fee, "the fee that the client found")

    with step("register a subnet, and read it back"):
        cost = await client.runtime(
            runtime_api.SubnetRegistrationRuntimeApi.get_network_registration_cost, []
        )
        await day.execute(bt.RegisterSubnet())
        equal(await day.stored(Subtensor.NetworksAdded, netuid), True)
        equal(await day.stored(Subtensor.SubnetOwner, netuid), ALICE)
        equal(await day.stored(Subtensor.Uids, netuid, day.validator_key), 0)
        near(await day.stored(Subtensor.SubnetLocked, netuid), cost, cost // 1000)
        equal(sorted(s.netuid for s in await client.subnets.all()), [0, 1, netuid])

    with step("start it"):
        await day.execute(bt.StartCall(netuid=netuid))
        assert await day.stored(Subtensor.FirstEmissionBlockNumber, netuid) > 0

    with step("register the miner at a limited price"):
        price = await day.stored(Subtensor.Burn, netuid)
        before = await day.free(miner.coldkeypub.ss58_address)
        call = calls.SubtensorModule.register_limit(netuid, day.miner_key, price * 2)
        await day.submit(call, miner)
        equal(await day.stored(Subtensor.Uids, netuid, day.miner_key), 1)
        paid = before - await day.free(miner.coldkeypub.ss58_address)
        assert 0 < paid <= price * 2, paid

    with step("stake on the validator, at most 50 % above the price"):
        quote = await client.runtime(
            runtime_api.SwapRuntimeApi.sim_swap_tao_for_alpha,
            {"netuid": netuid, "tao": 100 * TAO},
        )
        await day.execute(
            bt.AddStake(
                hotkey_ss58=day.validator_key, netuid=netuid, amount_tao=100, rate_tolerance=0.5
            )
        )
        staked = await day.alpha(day.validator_key)
        # It may be more: an epoch may have come since, and pays the owner.
        assert staked >= quote["alpha_amount"] * 98 // 100, (staked, quote)

    with step("wait for an epoch, which gives the permit"):
        await client.wait_for_epoch(netuid, timeout=60)
        equal((await day.stored(Subtensor.ValidatorPermit, netuid))[0], True)

    with step("set weights with the hotkey, which has no balance"):
        equal(await day.free(day.validator_key), 0)
        await day.until_weights_may_be_set()
        await day.execute(bt.SetWeights(netuid=netuid, uids=[1], weights=[1.0]))
        equal(await day.weights(), [(1, U16_MAX)])

    with step("earn: the miner gets incentive, the validator dividends"):

        async def earned():
            emission = await day.stored(Subtensor.Emission, netuid)
            return min(emission) > 0

        await day.until("both have emission", earned)
        seconds = since_ready()
        equal(await day.stored(Subtensor.Incentive, netuid), [0, U16_MAX])
        equal(await day.stored(Subtensor.Dividends, netuid), [U16_MAX, 0])
        assert await day.alpha(day.miner_key) > 0

    print(f"     from node ready to weights set and emission earned: {seconds:.1f} s", flush=True)


async def reads(day):
    client, netuid = day.client, day.netuid

    with step("read the metagraph"):
        graph = await client.subnets.metagraph(netuid)
        equal([n.hotkey for n in graph.neurons], [day.validator_key, day.miner_key])
        equal(graph.neurons[1].incentive, 1.0)
        # The miner gets one too, with the first epoch after it was paid.
        equal(graph.neurons[0].validator_permit, True)

    with step("read the neurons"):
        neurons = await client.runtime(runtime_api.NeuronInfoRuntimeApi.get_neurons_lite, [netuid])
        equal([n["hotkey"] for n in neurons], [day.validator_key, day.miner_key])
        emission = await day.stored(Subtensor.Emission, netuid)
        equal([n["emission"] > 0 for n in neurons], [e > 0 for e in emission])

    with step("read the hyperparameters"):
        parameters = await client.read("subnet_hyperparameters", netuid=netuid)
        for name, item in {
            "tempo": Subtensor.Tempo,
            "kappa": Subtensor.Kappa,
            "immunity_period": Subtensor.ImmunityPeriod,
            "weights_rate_limit": Subtensor.WeightsSetRateLimit,
        }.items():
            equal(parameters[name], await day.stored(item, netuid), name)

    with step("read balance and positions"):
        near((await client.balances.get(ALICE)).rao, await day.free(ALICE), 0)
        positions = await client.staking.positions(ALICE)
        own = [p for p in positions if (p.hotkey, p.netuid) == (day.validator_key, netuid)]
        equal(len(own), 1)
        info = await client.runtime(
            runtime_api.StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid,
            [day.validator_key, ALICE, netuid],
        )
        assert info["stake"] > 100, info

    with step("read when the next epoch comes"):
        # All in named blocks: between two questions for the newest an epoch may come.
        now = await client.block()
        found = await client.runtime(
            runtime_api.SubnetInfoRuntimeApi.get_next_epoch_start_block, [netuid], block=now
        )
        await client.wait_for_block(found)
        before, at, after = [
            await day.stored(Subtensor.SubnetEpochIndex, netuid, block=block)
            for block in (now, found - 1, found)
        ]
        equal((at, after), (before, before + 1))


async def stake_in_all_directions(day):
    netuid, validator, miner = day.netuid, day.validator_key, day.miner_key

    with step("move stake to another hotkey of the subnet"):
        intent = bt.MoveStake(
            origin_hotkey_ss58=validator,
            origin_netuid=netuid,
            dest_hotkey_ss58=miner,
            dest_netuid=netuid,
            amount_alpha=5,
        )
        before = await day.alpha(miner)
        await day.execute(intent)
        assert await day.alpha(miner) >= before + 5 * TAO - 10

    with step("swap stake to another subnet, within a slippage limit"):
        intent = bt.SwapStake(
            hotkey_ss58=validator,
            origin_netuid=netuid,
            dest_netuid=1,
            amount_alpha=2,
            rate_tolerance=0.5,
        )
        equal(await day.alpha(validator, 1), 0)
        await day.execute(intent)
        assert await day.alpha(validator, 1) > 0

    with step("transfer stake to another coldkey"):
        intent = bt.TransferStake(
            dest_coldkey_ss58=BOB,
            hotkey_ss58=validator,
            origin_netuid=netuid,
            dest_netuid=netuid,
            amount_alpha=3,
        )
        await day.execute(intent)
        info = await day.client.runtime(
            runtime_api.StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid,
            [validator, BOB, netuid],
        )
        assert info["stake"] >= 3 * TAO - 10, info

    with step("transfer stake to another coldkey, on another hotkey"):
        intent = bt.TransferStake(
            dest_coldkey_ss58=BOB,
            hotkey_ss58=validator,
            dest_hotkey_ss58=miner,
            origin_netuid=netuid,
            dest_netuid=netuid,
            amount_alpha=3,
        )
        await day.execute(intent)
        info = await day.client.runtime(
            runtime_api.StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid,
            [miner, BOB, netuid],
        )
        assert info["stake"] >= 3 * TAO - 10, info

    with step("unstake within a slippage limit, and get TAO back"):
        before = await day.free(ALICE)
        await day.execute(
            bt.RemoveStake(
                hotkey_ss58=validator, netuid=netuid, amount_alpha=20, rate_tolerance=0.5
            )
        )
        assert await day.free(ALICE) > before

    with step("unstake everything from a hotkey"):
        before = await day.free(ALICE)
        await day.execute(bt.UnstakeAll(hotkey_ss58=miner))
        assert await day.free(ALICE) > before


async def as_owner_and_root(day):
    client, netuid = day.client, day.netuid

    with step("let root open the window in which owners may act: it closes before each epoch"):
        await day.sudo(calls.AdminUtils.sudo_set_admin_freeze_window(0))
        equal(await day.stored(Subtensor.AdminFreezeWindow), 0)

    with step("change hyperparameters as the owner"):
        await day.execute(bt.SetHyperparameter(netuid=netuid, name="immunity_period", value=123))
        equal(await day.stored(Subtensor.ImmunityPeriod, netuid), 123)
        await day.execute(bt.SetHyperparameter(netuid=netuid, name="min_burn", value="0.25"))
        equal(await day.stored(Subtensor.MinBurn, netuid), TAO // 4)

    with step("change hyperparameters through sudo"):
        await day.sudo(calls.AdminUtils.sudo_set_kappa(netuid, 40_000))
        equal(await day.stored(Subtensor.Kappa, netuid), 40_000)
        await day.sudo(calls.AdminUtils.sudo_set_tempo(netuid, 15))
        equal(await day.stored(Subtensor.Tempo, netuid), 15)
        parameters = await client.read("subnet_hyperparameters", netuid=netuid)
        equal((parameters["kappa"], parameters["tempo"]), (40_000, 15))

    with step("give the subnet an identity and a symbol"):
        intent = bt.SetSubnetIdentity(
            netuid=netuid, subnet_name="A day", description="all of it", subnet_url="https://a.day"
        )
        await day.execute(intent)
        identity = await day.stored(Subtensor.SubnetIdentitiesV3, netuid)
        equal((identity["subnet_name"], identity["subnet_url"]), ("A day", "https://a.day"))

    with step("give the coldkey an identity"):
        await day.execute(bt.SetIdentity(name="Alice", github_repo="https://git.example/alice"))
        identity = await day.stored(Subtensor.IdentitiesV2, ALICE)
        equal(identity["name"], "Alice")


async def validators_and_miners(day):
    netuid, validator, miner = day.netuid, day.validator_key, day.miner_key

    with step("lower the take, and read it"):
        await day.execute(bt.DecreaseTake(take=0.1))
        near(await day.stored(Subtensor.Delegates, validator), U16_MAX / 10, 1)
        found = await day.client.delegation.delegate_take(validator)
        near(found["take"], 0.1, 0.001)

    with step("announce an axon with the hotkey"):
        await day.execute(bt.ServeAxon(netuid=netuid, ip="1.2.3.4", port=8091), day.miner)
        axon = await day.stored(Subtensor.Axons, netuid, miner)
        equal((axon["ip"], axon["port"]), (0x01020304, 8091))
        graph = await day.client.subnets.metagraph(netuid)
        assert "1.2.3.4" in str(graph.neurons[1].axon), graph.neurons[1].axon

    with step("set a child, which holds after the cooldown"):
        half = U64_MAX // 2
        intent = bt.SetChildren(netuid=netuid, children=[(0.5, miner)])
        result = await day.execute(intent)
        # In the block itself: they are not pending for long.
        block = int(result.extrinsic_id.split("-")[0])
        (pending, _) = await day.stored(Subtensor.PendingChildKeys, netuid, validator, block=block)
        equal([child for _, child in pending], [miner])

        async def holds():
            return bool(await day.stored(Subtensor.ChildKeys, validator, netuid))

        await day.until("the child holds", holds)
        ((share, child),) = await day.stored(Subtensor.ChildKeys, validator, netuid)
        equal(child, miner)
        near(share, half, U64_MAX // 10**6)
        ((_, parent),) = await day.stored(Subtensor.ParentKeys, miner, netuid)
        equal(parent, validator)

    with step("set the take of the child"):
        await day.execute(bt.SetChildkeyTake(netuid=netuid, take=0.09), day.miner)
        near(await day.stored(Subtensor.ChildkeyTake, miner, netuid), U16_MAX * 9 // 100, 1)

    with step("publish a commitment"):
        info = {"fields": [{"Raw4": "0x" + b"here".hex()}]}
        await day.submit(calls.Commitments.set_commitment(netuid, info), day.miner, "hotkey")
        assert await day.stored(storage.Commitments.CommitmentOf, netuid, miner)


async def secret_weights(day):
    client, netuid, alice = day.client, day.netuid, day.alice
    public_key = bytes(alice.hotkey.public_key)

    with step("turn commit-reveal on"):
        intent = bt.SetHyperparameter(
            netuid=netuid, name="commit_reveal_weights_enabled", value=True
        )
        await day.execute(intent)
        equal(await day.stored(Subtensor.CommitRevealWeightsEnabled, netuid), True)

    with step("let root make epochs long: from here on they come when the story asks for one"):
        await day.sudo(calls.AdminUtils.sudo_set_tempo(netuid, LONG_TEMPO))
        equal(await day.stored(Subtensor.Tempo, netuid), LONG_TEMPO)

    with step("commit weights by their hash"):
        await day.until_weights_may_be_set()
        uids, values, salt = [0, 1], [U16_MAX, U16_MAX], [4, 2]
        digest = commit_hash(public_key, netuid, uids, values, salt)
        call = calls.SubtensorModule.commit_weights(netuid, digest)
        await day.submit(call, key="hotkey")
        ((stored, *_),) = await day.stored(Subtensor.WeightCommits, netuid, day.validator_key)
        equal(stored, digest)
        equal(await day.weights(), [(1, U16_MAX)], "weights before the reveal")

    with step("reveal them in the next epoch"):
        await day.one_epoch()
        intent = bt.RevealWeights(netuid=netuid, uids=uids, weights=[1.0, 1.0], salt=salt)
        await day.execute(intent)
        equal(await day.weights(), [(0, U16_MAX), (1, U16_MAX)])

    with step("commit weights to a round of the beacon, which opens them by itself"):
        await day.until_weights_may_be_set()
        plain = timelocked(public_key, [1], [U16_MAX])
        envelope, _ = bittensor_core.encrypt_at_round(plain, ROUND)
        call = calls.SubtensorModule.commit_timelocked_mechanism_weights(
            netuid, 0, ciphertext_of(envelope), ROUND, 4
        )
        await day.submit(call, key="hotkey")
        await day.one_epoch()
        equal(await day.weights(), [(0, U16_MAX), (1, U16_MAX)], "weights before the pulse")
        await day.sudo(calls.Call("Drand", "store_pulses", {"pulses": [PULSE]}))

        async def opened():
            return await day.weights() == [(1, U16_MAX)]

        await day.until("the chain has opened the commit", opened)

    with step("let the client choose the round, as a validator does"):
        await day.until_weights_may_be_set()
        result = await day.execute(bt.SetWeights(netuid=netuid, uids=[0, 1], weights=[1, 3]))
        epoch = await day.stored(Subtensor.SubnetEpochIndex, netuid)
        (waiting,) = await day.stored(Subtensor.TimelockedWeightCommits, netuid, epoch)
        equal(waiting[0], day.validator_key)
        assert waiting[3] > ROUND, result


async def mistakes(day):
    client, netuid, validator, alice = day.client, day.netuid, day.validator_key, day.alice
    poor, short = wallet("poor"), wallet("short")
    weights = calls.SubtensorModule.set_weights(netuid, [1], [1], 0)

    async def told(reason, intent, wallet):
        tells(await day.refused(client.execute(intent, wallet)), reason)

    async def told_of_call(reason, call, wallet, key="coldkey"):
        tells(await day.refused(client.submit_call(call, wallet, signer=key)), reason)

    with step("be told: no funds"):
        await told("cannot cover the transaction fee", bt.Transfer(BOB, 5), poor)
        await day.execute(bt.Transfer(short.coldkeypub.ss58_address, 1))
        await told("spendable balance cannot cover the amount", bt.Transfer(BOB, 5), short)
        await told("cannot pay the price of a subnet", bt.RegisterSubnet(), short)
        await told("free balance is too small", bt.AddStake(validator, netuid, 5), short)

    with step("be told: above the price limit"):
        call = calls.SubtensorModule.register_limit(netuid, short.hotkey.ss58_address, 1)
        await told_of_call("registration is above the limit", call, short)

    with step("be told: wrong netuid"):
        await told("No such subnet", bt.AddStake(validator, 99, 1), alice)
        await told("No such subnet", bt.StartCall(99), alice)
        await told("not registered on netuid 99", bt.SetWeights(99, [1], [1.0]), alice)

    with step("be told: not registered, by the client and by the chain"):
        await told("not registered on netuid 1", bt.SetWeights(1, [1], [1.0]), alice)
        call = calls.SubtensorModule.set_weights(1, [1], [1], 0)
        await told_of_call("hotkey is not registered", call, alice, "hotkey")
        await told("hotkey is not registered", bt.ServeAxon(1, "1.2.3.4", 8091), alice)

    with step("be told: slippage too tight"):
        tight = {"rate_tolerance": 0.001}
        await told("beyond the limit", bt.AddStake(validator, netuid, 10_000, **tight), alice)
        await told("beyond the limit", bt.RemoveStake(validator, netuid, 20, **tight), alice)

    with step("be told: weights in the clear, where they are committed"):
        await told_of_call("only by commit and reveal", weights, alice, "hotkey")

    with step("be told: weights too early, by the client and by the chain"):
        # Not as the owner, who has to wait some tempos before it can take its word back.
        off = calls.AdminUtils.sudo_set_commit_reveal_weights_enabled(netuid, False)
        await day.sudo(off)
        await day.sudo(calls.AdminUtils.sudo_set_weights_set_rate_limit(netuid, 1_000))
        await told("the rate limit is 1000 blocks", bt.SetWeights(netuid, [1], [1.0]), alice)
        await told_of_call("rate limit", weights, alice, "hotkey")

    with step("be told: not the owner"):
        intent = bt.SetHyperparameter(netuid, "immunity_period", 1)
        await told("Only the subnet's owner", intent, day.miner)


async def main():
    async with bt.Client(ENDPOINT) as client:
        await first_looks(client)
        with step("import Alice's coldkey, and create a miner's wallet"):
            day = Day(client, alice_wallet(), wallet("miner"))
        await from_nothing_to_emission(day)
        await reads(day)
        await stake_in_all_directions(day)
        await as_owner_and_root(day)
        await validators_and_miners(day)
        await secret_weights(day)
        await mistakes(day)
    done()


asyncio.run(main())
