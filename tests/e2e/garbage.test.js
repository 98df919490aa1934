// Somebody sends nonsense, properly signed: for every call of the chain, bytes that are random, cut
// off, too long, or changed somewhere. The queue refuses it, or the call fails, and nothing changes.
// What happens to be a valid call that its signer may make is no nonsense; such blocks are counted
// and not compared. Every call has a signer of its own, so that none of them spoils the next.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compactAddLength, u8aConcat, u8aToHex } from '@polkadot/util';
import { xxhashAsHex } from '@polkadot/util-crypto';
import { brokenInvariant, key, must, openChain, TAO } from '../lib/chain.js';
import { startNode } from '../lib/node.js';

/** What every block changes: nothing of it is decided by a call, but for accounts. */
const NOT_BY_CALLS = ['System', 'Timestamp', 'Aura', 'TransactionPayment', 'MevShield'];
const ACCOUNTS = xxhashAsHex('System', 128) + xxhashAsHex('Account', 128).slice(2);
/** Bytes of a signed extrinsic before what the transaction extensions add: version, signer, signature. */
const HEAD = 1 + 33;
const SIGNATURE = 65;

/** A small generator, so that a failure comes again. */
function random(seed) {
	let state = seed;
	const below = (end) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * end);
	};
	return { below, bytes: (length) => Uint8Array.from({ length }, () => below(256)) };
}

/** Every call: its name, the two bytes that select it, and its arguments at their defaults. */
function everyCall(api) {
	return api.runtimeMetadata.asLatest.pallets.flatMap((pallet) => {
		if (pallet.calls.isNone) return [];
		const { variants } = api.registry.lookup.getSiType(pallet.calls.unwrap().type).def.asVariant;
		return variants.map((call) => ({
			name: `${pallet.name}.${call.name}`,
			selector: Uint8Array.of(pallet.index.toNumber(), call.index.toNumber()),
			args: u8aConcat(
				...call.fields.map(({ type }) =>
					api.createType(api.registry.createLookupType(type)).toU8a(),
				),
			),
		}));
	});
}

/** Nonsense in the place of a call. */
function nonsense({ selector, args }, { below, bytes }) {
	const changed = Uint8Array.from(args);
	if (changed.length > 0) changed[below(changed.length)] ^= 1 + below(255);
	return [
		u8aConcat(selector, bytes(below(100))),
		u8aConcat(selector, bytes(100 + below(2_000))),
		u8aConcat(selector, args.slice(0, below(args.length))),
		u8aConcat(selector, args, bytes(1 + below(8))),
		u8aConcat(selector, changed),
	];
}

/** Everything that calls could change at a block, but for what their signer pays, as key → value. */
async function stateAt(node, at, signer) {
	const state = new Map();
	const prefixes = NOT_BY_CALLS.map((pallet) => xxhashAsHex(pallet, 128));
	const payer = u8aToHex(signer.publicKey).slice(2);
	const excluded = (storageKey) =>
		storageKey.startsWith(ACCOUNTS)
			? storageKey.endsWith(payer)
			: prefixes.some((prefix) => storageKey.startsWith(prefix));
	for (let start = null; ; ) {
		const keys = await node.rpc('state_getKeysPaged', '0x', 1000, start, at);
		if (keys.length === 0) return state;
		const [{ changes }] = await node.rpc('state_queryStorageAt', keys, at);
		for (const [storageKey, value] of changes) {
			if (!excluded(storageKey)) state.set(storageKey, value);
		}
		start = keys.at(-1);
	}
}

/**
 * What the runtime panicked about. That a transaction does not decode is said by a panic of the
 * SDK's ("nothing bad happened"); any other one is a defect.
 */
const panics = (node) =>
	[...node.log.matchAll(/panicked at [^\n]*\n([^\n]*)/g)]
		.map(([, message]) => message)
		.filter((message) => !message.startsWith('Bad input data provided to validate_transaction'));

const changedKeys = (from, to) =>
	[...new Set([...from.keys(), ...to.keys()])].filter((each) => from.get(each) !== to.get(each));

describe('nonsense', { timeout: 600_000 }, () => {
	const source = random(4);
	const signerOf = ({ name }) => key(`//${name}`);
	let chain;
	let calls;

	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', 'manual'));
		const { api, node, subtensor } = chain;
		const seal = () => node.seal();
		calls = everyCall(api);
		const gifts = [{ name: 'Good' }, ...calls].map((call) =>
			api.tx.balances.transferKeepAlive(signerOf(call).address, TAO),
		);
		for (let start = 0; start < gifts.length; start += 50) {
			const batch = api.tx.utility.batchAll(gifts.slice(start, start + 50));
			await must(api, batch, key('//Alice'), { seal });
		}
		// No epoch shall fall between the blocks that are compared.
		const tempo = api.tx.adminUtils.sudoSetTempo(1, 50_000);
		await must(api, api.tx.sudo.sudo(tempo), key('//Alice'), { seal });
		assert.equal((await subtensor.tempo(1)).toNumber(), 50_000);
	});
	after(() => chain?.close());

	/** A signed extrinsic whose call is these bytes. */
	function signed(call, signer, nonce) {
		const { api } = chain;
		const options = {
			blockHash: api.genesisHash,
			era: 0,
			genesisHash: api.genesisHash,
			nonce,
			runtimeVersion: api.runtimeVersion,
			tip: 0,
		};
		const remark = api.tx.system.remark('0x').sign(signer, options);
		const bytes = remark.toU8a(true);
		const additions = bytes.slice(HEAD + SIGNATURE, bytes.length - remark.method.toU8a().length);
		const payload = { ...options, ...api.runtimeVersion.toJSON(), method: u8aToHex(call) };
		const { signature } = api.registry
			.createType('ExtrinsicPayload', payload, { version: api.extrinsicVersion })
			.sign(signer);
		return u8aToHex(
			compactAddLength(u8aConcat(bytes.slice(0, HEAD), signature, additions, call)),
		);
	}

	/** Sends bytes to the queue; whether it took them. */
	async function queued(extrinsic) {
		try {
			await chain.node.rpc('author_submitExtrinsic', extrinsic);
			return true;
		} catch {
			return false;
		}
	}

	const nonceOf = async (signer) =>
		(await chain.api.query.system.account(signer.address)).nonce.toNumber();

	test('a signed call of good bytes gets through, so what follows tests what it seems to', async () => {
		const { api, node } = chain;
		const signer = signerOf({ name: 'Good' });
		assert.ok(await queued(signed(api.tx.system.remark('0x01').method.toU8a(), signer, 0)));
		await node.seal();
		assert.equal(await nonceOf(signer), 1);
	});

	test('bytes that are no extrinsic are refused', async () => {
		for (let count = 0; count < 200; count += 1) {
			const bytes = source.bytes(source.below(300));
			assert.equal(await queued(u8aToHex(bytes)), false, u8aToHex(bytes));
			assert.equal(await queued(u8aToHex(compactAddLength(bytes))), false, u8aToHex(bytes));
		}
	});

	test('in every call, nonsense changes nothing', async (context) => {
		const { api, node } = chain;
		const counts = { calls: calls.length, sent: 0, refused: 0, failed: 0, valid: 0 };
		const valid = new Set();
		for (const call of calls) {
			const signer = signerOf(call);
			let taken = 0;
			for (const bytes of nonsense(call, source)) {
				counts.sent += 1;
				if (await queued(signed(bytes, signer, taken))) taken += 1;
				else counts.refused += 1;
			}
			if (taken === 0) continue;
			const parent = (await node.best()).hash;
			const block = await node.seal();
			const events = await (await api.at(block)).query.system.events();
			const failed = events.filter(({ event }) => api.events.system.ExtrinsicFailed.is(event));
			counts.failed += failed.length;
			counts.valid += taken - failed.length;
			if (failed.length < taken) {
				valid.add(call.name);
				continue;
			}
			assert.equal(await nonceOf(signer), taken, `${call.name}: what was queued is in the block`);
			const empty = await node.seal();
			const [before_, with_, without] = await Promise.all(
				[parent, block, empty].map((hash) => stateAt(node, hash, signer)),
			);
			const byHooks = new Set(changedKeys(with_, without));
			const byNonsense = changedKeys(before_, with_).filter((each) => !byHooks.has(each));
			assert.deepEqual(byNonsense, [], call.name);
		}
		context.diagnostic(JSON.stringify(counts));
		context.diagnostic(`valid for this signer: ${[...valid].join(', ') || 'none'}`);
		assert.ok(counts.refused > counts.calls, 'most nonsense does not decode');
	});

	test('the chain goes on, and its invariants hold', async () => {
		const { api, node } = chain;
		const seal = () => node.seal();
		assert.equal(await brokenInvariant(node), null);
		await must(api, api.tx.balances.transferKeepAlive(signerOf({ name: 'Good' }).address, TAO), key('//Alice'), { seal });
		assert.deepEqual(panics(node), []);
	});
});
