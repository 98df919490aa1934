// The developer chooses when blocks come: on each transaction, on command, or by the clock.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { balance, key, openChain, TAO } from '../lib/chain.js';
import { startNode, until, within, yumanet } from '../lib/node.js';

const COUNT = 50;
const SLOT = 250;
/** An interval for the clock that is not the slot, in ms. */
const INTERVAL = 100;
/** What a block may take on average, in ms: wide enough for a busy machine, too narrow for a slot. */
const PER_BLOCK = [INTERVAL / 2, SLOT - 10];
/** Arrivals that do not count, because the connection has only begun. */
const EARLY = 5;
const COUNTED = 21;

/**
 * Sends `COUNT` transfers of one sender at once. Resolves when each is in a final block, with the
 * set of these blocks; rejects as soon as the pool drops one.
 */
async function sendMany({ api }, target) {
	const alice = key('//Alice');
	const first = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
	const blocks = await Promise.all(
		Array.from({ length: COUNT }, (_, index) =>
			within(
				60_000,
				`transaction ${index} never landed`,
				new Promise((resolve, reject) => {
					api.tx.balances
						.transferKeepAlive(target, TAO)
						.signAndSend(alice, { nonce: first + index }, ({ status, isError, dispatchError }) => {
							if (isError) reject(new Error(`transaction ${index}: ${status.type}`));
							if (dispatchError) reject(new Error(`transaction ${index}: ${dispatchError}`));
							if (status.isFinalized) resolve(status.asFinalized.toHex());
						})
						.catch(reject);
				}),
			),
		),
	);
	return new Set(blocks);
}

/** Time stamp of a block in ms; its slot must follow from it. */
async function timeOf({ api }, block) {
	return (await (await api.at(block)).query.timestamp.now()).toNumber();
}

/** Every block from 1 on is one slot later than the one before. */
async function assertSteadyTime(chain) {
	const { number } = await chain.node.best();
	const hashes = await Promise.all(
		Array.from({ length: number }, (_, index) => chain.node.rpc('chain_getBlockHash', index + 1)),
	);
	const times = await Promise.all(hashes.map((hash) => timeOf(chain, hash)));
	for (const [index, time] of times.entries()) {
		if (index > 0) assert.equal(time - times[index - 1], SLOT, `block ${index + 1}`);
	}
	return times.length;
}

async function assertAllFinal({ node }) {
	const [best, finalized] = [await node.best(), await node.finalized()];
	assert.ok(best.number - finalized.number <= 1, `best ${best.number}, final ${finalized.number}`);
}

describe('sealing instant', { timeout: 120_000 }, () => {
	let chain;
	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', 'instant'));
	});
	after(() => chain?.close());

	test('the very first transaction is sealed at once', async () => {
		const { api, node } = chain;
		const target = key('//Instant1').address;
		const block = await within(
			10_000,
			'the first transaction hangs',
			new Promise((resolve, reject) => {
				api.tx.balances
					.transferKeepAlive(target, TAO)
					.signAndSend(key('//Bob'), ({ status, isError }) => {
						if (isError) reject(new Error(status.type));
						if (status.isFinalized) resolve(status.asFinalized.toHex());
					})
					.catch(reject);
			}),
		);
		assert.equal(await balance(api, target), TAO);
		assert.equal((await node.best()).hash, block);
	});

	test(`${COUNT} transactions sent at once all land`, async () => {
		const target = key('//Instant50').address;
		await sendMany(chain, target);
		assert.equal(await balance(chain.api, target), BigInt(COUNT) * TAO);
		assert.equal((await chain.node.rpc('author_pendingExtrinsics')).length, 0);
		await assertAllFinal(chain);
	});

	test('without transactions no block comes, and time stands still', async () => {
		const { number } = await chain.node.best();
		const more = until(1_500, 'a block without a transaction', async () =>
			(await chain.node.best()).number > number);
		await assert.rejects(more, /never happened/);
		await assertSteadyTime(chain);
	});
});

describe('sealing manual', { timeout: 120_000 }, () => {
	let chain;
	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', 'manual'));
	});
	after(() => chain?.close());

	test('no block comes by itself, not even for a transaction', async () => {
		const { api, node } = chain;
		const { number } = await node.best();
		await api.tx.balances.transferKeepAlive(key('//Manual1').address, TAO).signAndSend(key('//Bob'));
		const more = until(1_500, 'a block without a command', async () =>
			(await node.best()).number > number);
		await assert.rejects(more, /never happened/);
		assert.equal((await node.rpc('author_pendingExtrinsics')).length, 1);
	});

	test('engine_createBlock makes one block, one slot later, final if asked', async () => {
		const { node } = chain;
		const before = await node.best();
		const { hash } = await node.rpc('engine_createBlock', true, true);
		const after = await node.best();
		assert.equal(after.hash, hash);
		assert.equal(after.number, before.number + 1);
		assert.equal((await node.finalized()).hash, hash);
		const next = await node.seal();
		assert.equal((await timeOf(chain, next)) - (await timeOf(chain, hash)), SLOT);
	});

	test('engine_finalizeBlock finalizes a block that was made without', async () => {
		const { node } = chain;
		const { hash } = await node.rpc('engine_createBlock', true, false);
		assert.notEqual((await node.finalized()).hash, hash);
		assert.equal(await node.rpc('engine_finalizeBlock', hash), true);
		assert.equal((await node.finalized()).hash, hash);
	});

	test(`${COUNT} transactions wait together and land in one block`, async () => {
		const { api, node } = chain;
		const target = key('//Manual50').address;
		const landed = sendMany(chain, target);
		landed.catch(() => {});
		await until(20_000, `${COUNT} pending transactions`, async () =>
			(await node.rpc('author_pendingExtrinsics')).length === COUNT);
		assert.equal(await balance(api, target), 0n);
		const block = await node.seal();
		assert.deepEqual([...(await landed)], [block]);
		assert.equal(await balance(api, target), BigInt(COUNT) * TAO);
	});

	test('chain time is one slot per block', async () => {
		assert.ok((await assertSteadyTime(chain)) >= 4);
	});
});

describe('sealing by the clock', { timeout: 120_000 }, () => {
	let chain;
	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', `${INTERVAL}`));
	});
	after(() => chain?.close());

	test(`blocks come by themselves, about every ${INTERVAL} ms`, async () => {
		const { api } = chain;
		const arrivals = [];
		let unsubscribe;
		await within(
			20_000,
			`${EARLY + COUNTED} blocks`,
			new Promise((resolve, reject) => {
				api.rpc.chain
					.subscribeNewHeads((header) => {
						arrivals.push([header.number.toNumber(), Date.now()]);
						if (arrivals.length === EARLY + COUNTED) resolve();
					})
					.then((stop) => {
						unsubscribe = stop;
					}, reject);
			}),
		);
		unsubscribe();
		const [first, last] = [arrivals[EARLY], arrivals.at(-1)];
		const perBlock = (last[1] - first[1]) / (last[0] - first[0]);
		assert.ok(perBlock > PER_BLOCK[0] && perBlock < PER_BLOCK[1], `${perBlock} ms per block`);
	});

	test(`${COUNT} transactions sent at once all land`, async () => {
		const target = key('//Clock50').address;
		await sendMany(chain, target);
		assert.equal(await balance(chain.api, target), BigInt(COUNT) * TAO);
		await assertAllFinal(chain);
	});

	test('chain time is one slot per block, whatever the clock of the wall does', async () => {
		assert.ok((await assertSteadyTime(chain)) >= 20);
	});
});

test('a sealing mode that does not exist is refused with the choices', { timeout: 30_000 }, async () => {
	const { code, stderr } = await yumanet('--dev', '--sealing', 'sometimes');
	assert.notEqual(code, 0);
	for (const choice of ['instant', 'manual', 'milliseconds']) {
		assert.match(stderr, new RegExp(choice, 'i'));
	}
});
