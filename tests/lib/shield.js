// Sends transactions through the MEV shield, as the Bittensor clients do: sealed to the key of a block
// author, inside of another transaction of the same account.

import { randomBytes } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha';
import { ml_kem768 } from '@noble/post-quantum/ml-kem';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { xxhashAsU8a } from '@polkadot/util-crypto';

/** How long both may wait, in blocks. */
const ERA = 64;

/** What only the holder of the secret key of `publicKey` can open. */
function seal(plain, publicKey) {
	const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey);
	const nonce = randomBytes(24);
	return u8aConcat(
		xxhashAsU8a(publicKey, 128),
		Uint8Array.of(cipherText.length & 0xff, cipherText.length >> 8),
		cipherText,
		nonce,
		xchacha20poly1305(sharedSecret, nonce).encrypt(plain),
	);
}

/** The key to which clients seal. */
export async function nextKey(api) {
	return (await api.query.mevShield.nextKey()).unwrap().toU8a(true);
}

/**
 * Submits a call through the shield. Gives the hash of the call's own transaction, and the promise of
 * the hash of the final block in which its carrier went well.
 */
export async function submitShielded(api, call, signer, publicKey) {
	const nonce = (await api.rpc.system.accountNextIndex(signer.address)).toNumber();
	const inner = await call.signAsync(signer, { nonce: nonce + 1, era: ERA });
	const carrier = api.tx.mevShield.submitEncrypted(u8aToHex(seal(inner.toU8a(), publicKey)));
	let landed, failed;
	const carried = new Promise((resolve, reject) => {
		[landed, failed] = [resolve, reject];
	});
	carried.catch(() => {});
	await carrier.signAndSend(signer, { nonce, era: ERA }, ({ status, isError, dispatchError }) => {
		if (isError || dispatchError) failed(new Error(`the carrier: ${dispatchError ?? status.type}`));
		else if (status.isFinalized) landed(status.asFinalized.toHex());
	});
	return { inner: inner.hash.toHex(), carried };
}

/** Places of the carrier and of what was inside in a block; -1 for what is not there. */
export async function placesIn(api, block, inner) {
	const { extrinsics } = (await api.rpc.chain.getBlock(block)).block;
	return {
		carrier: extrinsics.findIndex(({ method }) => api.tx.mevShield.submitEncrypted.is(method)),
		inner: extrinsics.findIndex(({ hash }) => hash.toHex() === inner),
	};
}
