// The power goes: the node is killed in the middle of block production, again and again. It comes
// back each time with every final block, and the state still adds up.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { brokenInvariant } from '../lib/chain.js';
import { startNode, temporaryFolder, until } from '../lib/node.js';

const TIMES = 20;
const BLOCK = 50;

describe('crash', { timeout: 240_000 }, () => {
	let folder;
	let node;
	before(async () => {
		folder = await temporaryFolder();
	});
	after(async () => {
		await node?.kill();
		await folder?.remove();
	});

	const start = () =>
		startNode('--dev', '--base-path', folder.path, '--sealing', `${BLOCK}`);

	test(`${TIMES} kills lose no final block, and the invariants hold`, async () => {
		/** Hash of every final block that was seen before a kill, by number. */
		const seen = new Map();
		node = await start();
		for (let round = 1; round <= TIMES; round++) {
			const first = await node.finalized();
			// A few blocks later, at a random point of the next one.
			await until(20_000, `blocks in round ${round}`, async () => {
				const head = await node.finalized();
				seen.set(head.number, head.hash);
				return head.number >= first.number + 5;
			}, 5);
			const kill = Date.now() + randomInt(BLOCK);
			await until(1_000, 'the moment of the kill', async () => {
				const head = await node.finalized();
				seen.set(head.number, head.hash);
				return Date.now() >= kill;
			}, 1);
			await node.kill();

			node = await start();
			const last = Math.max(...seen.keys());
			const finalized = await node.finalized();
			assert.ok(finalized.number >= last, `round ${round}: ${last} was final, now ${finalized.number}`);
			for (const [number, hash] of seen) {
				assert.equal(await node.rpc('chain_getBlockHash', number), hash, `block ${number}`);
			}
			assert.equal(await brokenInvariant(node), null, `round ${round}`);
			await until(20_000, `new blocks after restart ${round}`, async () =>
				(await node.finalized()).number > finalized.number);
		}
		assert.ok((await node.finalized()).number >= 5 * TIMES);
	});

	test('it also ends cleanly when asked to, and goes on from there', async () => {
		const before = await node.finalized();
		const { code } = await node.stop();
		assert.equal(code, 0);
		node = await start();
		assert.ok((await node.finalized()).number >= before.number);
	});
});
