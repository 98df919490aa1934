"""Weights that open with a round of drand: encrypted by the SDK 11, decrypted by the chain."""

import asyncio
import hashlib
import struct

import bittensor as bt
import bittensor_core
from bittensor import calls, storage, wallets

from story import ALICE_HOTKEY_SEED, ALICE_SEED, ENDPOINT, done, equal, step

Subtensor = storage.SubtensorModule
NETUID, UID = 1, 0
# A round of drand's quicknet of long ago, and its signature, which anybody can verify.
ROUND = 1_000
SIGNATURE = bytes.fromhex(
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
COMMIT_REVEAL_VERSION = 4


def vector(numbers):
    """SCALE of a short vector of u16."""
    return bytes([len(numbers) << 2]) + struct.pack(f"<{len(numbers)}H", *numbers)


def payload(hotkey, uids, values):
    """What a commit holds: the hotkey as bytes, uids, values, and the version key 0."""
    return bytes([len(hotkey) << 2]) + hotkey + vector(uids) + vector(values) + bytes(8)


def sealed(plain):
    """Encrypts to the round, which the SDK's own functions for weights refuse because it is past."""
    data, _ = bittensor_core.encrypt_at_round(plain, ROUND)
    # SCALE of the ciphertext and the round; a length up to 16383 takes two bytes.
    length = int.from_bytes(data[:2], "little") >> 2
    equal(data[2 + length :], struct.pack("<Q", ROUND))
    return data[2 : 2 + length]


async def sudo(client, alice, call):
    """Submits a call as root; the chain must do it."""
    inner = await client.compose(call)
    (await client.submit_call(calls.Sudo.sudo(inner), alice)).raise_for_failure()


async def stored(client, signature):
    """The call with which root stores the pulse of the round."""
    pulse = {
        "round": ROUND,
        "randomness": hashlib.sha256(signature).digest(),
        "signature": signature,
    }
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

        with step("let the subnet take weights that are time-locked"):
            on = calls.AdminUtils.sudo_set_commit_reveal_weights_enabled(NETUID, True)
            await sudo(client, alice, on)
            equal(await client.query(Subtensor.CommitRevealWeightsEnabled, [NETUID]), True)

        with step("encrypt weights to a round, and commit them"):
            plain = payload(alice.hotkey.public_key, [3, 4], [1, 2])
            commit = sealed(plain)
            call = calls.SubtensorModule.commit_timelocked_mechanism_weights(
                NETUID, 0, commit, ROUND, COMMIT_REVEAL_VERSION
            )
            (await client.submit_call(call, alice, signer="hotkey")).raise_for_failure()
            equal(await pending(), [alice.hotkey.ss58_address])

        with step("see them stay closed over an epoch, while the round is not known"):
            await client.wait_for_epoch(NETUID, timeout=60)
            equal(await weights(), before)

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
