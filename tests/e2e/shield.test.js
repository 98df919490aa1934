// A trader sends transactions that nobody can read before they are in a block, however blocks are made.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { blake2AsHex } from '@polkadot/util-crypto';
import { balance, key, must, openChain, TAO, whenFinalized } from '../lib/chain.js';
import { nextKey, placesIn, submitShielded } from '../lib/shield.js';
import { startNode, temporaryFolder, until, within } from '../lib/node.js';

const LIMIT = 30_000;

/** Sends a TAO of Bob's through the shield; `seal` makes a block where none comes by itself. */
async function transfer({ api, node }, target, seal = async () => {}) {
	const call = api.tx.balances.transferKeepAlive(target, TAO);
	const { inner, carried } = await submitShielded(api, call, key('//Bob'), await nextKey(api));
	await seal(inner);
	const block = await within(LIMIT, () => `the carrier\n${node.tail()}`, carried);
	const places = await placesIn(api, block, inner);
	assert.ok(places.carrier > 0, 'the carrier is in its block');
	assert.equal(places.inner, places.carrier + 1, 'what was inside is right behind it');
	assert.equal(await balance(api, target), TAO);
}

describe('MEV shield with sealing instant', { timeout: 120_000 }, () => {
	let chain;
	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', 'instant'));
		// The node answers a moment before it has made this block.
		await whenFinalized(chain.api, 1);
	});
	after(() => chain?.close());

	test('the first block has a key, and a carrier makes the second', async () => {
		await transfer(chain, key('//Shield1').address);
		assert.equal((await chain.node.best()).number, 2);
	});
});

describe('MEV shield with sealing manual', { timeout: 240_000 }, () => {
	/** How long a key is announced, in blocks. */
	const PERIOD = 240;
	let folder, chain;
	const start = async () =>
		openChain(await startNode('--dev', '--sealing', 'manual', '--base-path', folder.path));
	before(async () => {
		folder = await temporaryFolder();
		chain = await start();
		await chain.node.seal();
	});
	after(async () => {
		await chain?.close();
		await folder?.remove();
	});

	/** Waits for a carrier, and makes the block. */
	const whenPending = async (inner) => {
		const pending = () => chain.node.rpc('author_pendingExtrinsics');
		await until(LIMIT, 'a pending carrier', async () => (await pending()).length === 1);
		const [waiting] = await pending();
		assert.notEqual(blake2AsHex(waiting), inner, 'what is inside waits nowhere');
		await chain.node.seal();
	};

	test('both are in the block that is made on command', async () => {
		await transfer(chain, key('//Shield2').address, whenPending);
	});

	test('after a restart the key is the same', async () => {
		const before = await nextKey(chain.api);
		await chain.close();
		chain = await start();
		await chain.node.seal();
		assert.deepEqual(await nextKey(chain.api), before);
		await transfer(chain, key('//Shield3').address, whenPending);
	});

	test('a key is good for one period more, and then the pool refuses what is sealed to it', async () => {
		const { api, node } = chain;
		const first = await nextKey(api);
		const sealUntil = async (number) => {
			while ((await node.best()).number < number) await node.seal();
		};
		await sealUntil(PERIOD);
		const second = await nextKey(api);
		assert.notDeepEqual(second, first);

		const target = key('//Shield4').address;
		const call = api.tx.balances.transferKeepAlive(target, TAO);
		const { carried } = await submitShielded(api, call, key('//Bob'), first);
		await node.seal();
		await within(LIMIT, 'the carrier', carried);
		assert.equal(await balance(api, target), TAO);

		await sealUntil(2 * PERIOD);
		assert.notDeepEqual(await nextKey(api), second);
		await assert.rejects(submitShielded(api, call, key('//Bob'), first), /Custom error: 24/);
		await must(api, call, key('//Bob'), { seal: () => node.seal() });
	});
});
