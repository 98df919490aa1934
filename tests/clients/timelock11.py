"""Weights that open with a round of drand: encrypted by the SDK 11, decrypted by the chain."""

import asyncio
import hashlib
import struct

import bittensor as bt
import bittensor_core
from bittensor import calls, storage, wallets

from story import (
    ALICE_HOTKEY_SEED,
    ALICE_SEED,
    ENDPOINT,
    LONG_TEMPO,
    PULSE,
    ROUND,
    SIGNATURE,
    ciphertext_of,
    done,
    epoch_calls,
    equal,
    step,
    timelocked,
)

Subtensor = storage.SubtensorModule
NETUID, UID = 1, 0
COMMIT_REVEAL_VERSION = 4


def sealed(plain):
    """Encrypts to the round, which the SDK's own functions for weights refuse because it is past."""
    envelope, _ = bittensor_core.encrypt_at_round(plain, ROUND)
    equal(bytes(envelope)[-8:], struct.pack("<Q", ROUND))
    return ciphertext_of(envelope)


async def sudo(client, alice, call):
    """Submits a call as root; the chain must do it."""
    inner = await client.compose(call)
    (await client.submit_call(calls.Sudo.sudo(inner), alice)).raise_for_failure()


async def stored(client, signature):
    """The call with which root stores a pulse of the round; its randomness is right in any case."""
    randomness = hashlib.sha256(signature).hexdigest()
    pulse = {**PULSE, "randomness": "0x" + randomness, "signature": "0x" + signature.hex()}
    inner = await client.compose(("Drand", "store_pulses", {"pulses": [pulse]}))
    return calls.Sudo.sudo(inner)


async def main():
    wallets.regen_coldkey(name="alice", seed=ALICE_SEED, use_password=False)
    wallets.regen_hotkey(name="alice", seed=ALICE_HOTKEY_SEED)
    alice = bt.Wallet("alice")

    async with bt.Client(ENDPOINT) as client:

        async def weights():
            row = await client.query(Subtensor.Weights, [NETUID, UID])
            return [tuple(entry) for entry in row]

        async def pending():
            """Who has committed what is not open yet."""
            rows = await client.query_map(Subtensor.TimelockedWeightCommits, [NETUID])
            return [commit[0] for _, commits in rows for commit in commits]

        before = await weights()

        with step("let the subnet take weights that are time-locked, and its epochs be long"):
            on = calls.AdminUtils.sudo_set_commit_reveal_weights_enabled(NETUID, True)
            await sudo(client, alice, on)
            equal(await client.query(Subtensor.CommitRevealWeightsEnabled, [NETUID]), True)
            await sudo(client, alice, calls.AdminUtils.sudo_set_tempo(NETUID, LONG_TEMPO))
            equal(await client.query(Subtensor.Tempo, [NETUID]), LONG_TEMPO)

        with step("wait until the weights that the chain began with are old enough for others"):
            limit = await client.query(Subtensor.WeightsSetRateLimit, [NETUID])
            updates = await client.query(Subtensor.LastUpdate, [NETUID])
            await client.wait_for_block(updates[UID] + limit)

        with step("encrypt weights to a round, and commit them"):
            commit = sealed(timelocked(alice.hotkey.public_key, [3, 4], [1, 2]))
            call = calls.SubtensorModule.commit_timelocked_mechanism_weights(
                NETUID, 0, commit, ROUND, COMMIT_REVEAL_VERSION
            )
            (await client.submit_call(call, alice, signer="hotkey")).raise_for_failure()
            equal(await pending(), [alice.hotkey.ss58_address])

        with step("see them stay closed over an epoch, while the round is not known"):
            index = await client.query(Subtensor.SubnetEpochIndex, [NETUID])
            for pallet, name, arguments in epoch_calls(NETUID):
                await sudo(client, alice, calls.Call(pallet, name, arguments))
            while await client.query(Subtensor.SubnetEpochIndex, [NETUID]) == index:
                await client.wait_for_block()
            equal(await weights(), before)
            equal(await pending(), [alice.hotkey.ss58_address])

        with step("be refused a pulse that drand did not make"):
            forged = bytes([SIGNATURE[0], SIGNATURE[1] ^ 1]) + SIGNATURE[2:]
            result = await client.submit_call(await stored(client, forged), alice)
            assert not result.success, result
            assert "is not quicknet's for its round" in result.message, result

        with step("store the pulse, and find the weights open"):
            (await client.submit_call(await stored(client, SIGNATURE), alice)).raise_for_failure()
            while await pending():
                await client.wait_for_block()
            equal(await weights(), [(3, 32768), (4, 65535)])
    done()


asyncio.run(main())
