"""Transactions through the MEV shield, as `btcli` and the SDK 11 send them."""

import asyncio

import bittensor as bt
import bittensor_core
from bittensor import calls, storage, wallets

from story import ALICE_SEED, BOB, ENDPOINT, TAO, btcli, done, equal, step, tells

Subtensor = storage.SubtensorModule
Shield = storage.MevShield


def run(who, *arguments):
    """Runs a command of btcli in the name of a wallet, without questions."""
    btcli("--network", ENDPOINT, "--yes", "--wallet", who, *arguments)


def wallet(name):
    """A new wallet with a coldkey and a hotkey."""
    return wallets.create(name, "default", use_password=False, on_mnemonic=lambda *_: None)


async def free(client, address):
    """The balance as storage has it, in rao."""
    account = await client.query(storage.System.Account, [address])
    return account["data"]["free"]


class Carriers:
    """Sends ciphertexts that a client would not make."""

    def __init__(self, client, sender):
        self.client, self.sender = client, sender

    async def seal(self, plain):
        return bittensor_core.encrypt_mlkem768(await self.key(), plain, include_key_hash=True)

    async def key(self):
        return bytes.fromhex((await self.client.query(Shield.NextKey)).removeprefix("0x"))

    async def nonce(self):
        """The next one of the sender. The SDK counts on from what it signed last, sent or not."""
        address = self.sender.coldkeypub.ss58_address
        return await self.client._substrate.raw.get_account_next_index(address, use_cache=False)

    async def signed(self, call, ahead=1):
        """A transaction with the nonce after the carrier's."""
        substrate = self.client._substrate
        composed = await substrate.compose(call)
        signed, _ = await substrate.sign_extrinsic(
            composed, self.sender.coldkey, nonce=await self.nonce() + ahead, period=8
        )
        return signed

    async def send(self, ciphertext):
        substrate = self.client._substrate
        call = await substrate.compose(calls.MevShield.submit_encrypted(ciphertext=ciphertext))
        nonce = await self.nonce()
        return await substrate.submit(call, self.sender.coldkey, nonce=nonce, period=8)

    async def refused(self, ciphertext):
        """The reason for which a carrier fails."""
        try:
            result = await self.send(ciphertext)
        except bt.BittensorError as error:
            return str(error)
        assert not result.success, "this should have been refused"
        return result.message


async def main():
    async with bt.Client(ENDPOINT) as client:
        with step("create wallets, and give the miner something"):
            wallets.regen_coldkey(name="alice", seed=ALICE_SEED, use_password=False)
            wallets.new_hotkey(name="alice", on_mnemonic=lambda _: None)
            miner = wallet("miner")
            coldkey, hotkey = miner.coldkeypub.ss58_address, miner.hotkey.ss58_address
            run("alice", "wallet", "transfer", "--dest", coldkey, "--amount", 1_000)
            equal(await free(client, coldkey), 1_000 * TAO)

        carriers = Carriers(client, miner)

        with step("find a key, and in the first block already"):
            equal(len(await carriers.key()), 1184)
            first = await client.query(Shield.NextKey, block=1)
            equal(len(bytes.fromhex(first.removeprefix("0x"))), 1184)

        with step("btcli subnets register"):
            equal(await client.query(Subtensor.Uids, [1, hotkey]), None)
            burn = await client.query(Subtensor.Burn, [1])
            run("miner", "subnets", "register", "--netuid", 1)
            uid = await client.query(Subtensor.Uids, [1, hotkey])
            equal(await client.query(Subtensor.Keys, [1, uid]), hotkey)
            paid = 1_000 * TAO - await free(client, coldkey)
            assert burn // 2 < paid < burn + TAO // 100, (burn, paid)

        with step("btcli stake add, shielded as it is by default"):
            run(
                "miner", "stake", "add", "--netuid", 1, "--amount", 10,
                "--hotkey", hotkey, "--rate-tolerance", 0.5,
            )
            staked = await client.query(Subtensor.TotalHotkeyAlpha, [hotkey, 1])
            assert staked > 5 * TAO, staked

        with step("the SDK: what is inside comes right behind its carrier, in the same block"):
            before = await free(client, BOB)
            call = calls.Balances.transfer_keep_alive(dest=BOB, value=3 * TAO)
            result = await client.submit_call(call, miner, shielded=True)
            assert result.success, result.message
            equal(await free(client, BOB) - before, 3 * TAO)
            inner = int(result.extrinsic_id.split("-")[1])
            events = await client._substrate.raw.get_events(block_hash=result.block_hash)
            carriers_at = [
                event["extrinsic_idx"]
                for event in events
                if event["event"]["event_id"] == "EncryptedSubmitted"
            ]
            equal(carriers_at, [inner - 1])

        with step("what does not open fails, says so, and costs the carrier's fee"):
            sealed = bytearray(await carriers.seal(await carriers.signed(call)))
            sealed[-1] ^= 1
            before = await free(client, coldkey)
            reason = await carriers.refused(bytes(sealed))
            tells(reason, "The author cannot decrypt it")
            fee = before - await free(client, coldkey)
            assert 0 < fee < TAO // 1_000, fee

        with step("what is no transaction fails, and says so"):
            for plain in (b"no transaction", b"\x08\x01\x02", b"\x00"):
                reason = await carriers.refused(await carriers.seal(plain))
                tells(reason, "What was decrypted is no transaction")

        with step("a transaction that would be refused fails, and says so"):
            forged = bytearray(await carriers.signed(call))
            forged[60] ^= 1
            taken = await carriers.signed(call, ahead=0)
            late = await carriers.signed(call, ahead=2)
            for plain in (bytes(forged), taken, late):
                reason = await carriers.refused(await carriers.seal(plain))
                tells(reason, "a transaction that would be refused")

        with step("what nobody could open does not get into the pool"):
            sealed = await carriers.seal(await carriers.signed(call))
            before = await free(client, coldkey)
            reason = await carriers.refused(bytes([sealed[0] ^ 1]) + sealed[1:])
            tells(reason, "public-key hash does not match")
            reason = await carriers.refused(sealed[:100])
            tells(reason, "could not be parsed")
            equal(await free(client, coldkey), before)

        with step("a carrier inside of a batch fails, and says so"):
            substrate = client._substrate
            inner = await substrate.compose(calls.MevShield.submit_encrypted(ciphertext=sealed))
            result = await client.submit_call(calls.Utility.batch_all(calls=[inner]), miner)
            assert not result.success, "this should have been refused"
            tells(result.message, "The carrier is inside of another call")

    done()


asyncio.run(main())
