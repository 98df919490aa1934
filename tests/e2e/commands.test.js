// Somebody uses the sub-commands: what one node has made goes through a file into the database of
// another, and is the same chain there.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startNode, temporaryFolder, yumanet } from '../lib/node.js';

const BLOCKS = 3;

describe('sub-commands', { timeout: 240_000 }, () => {
	let folder;
	let head;

	/** What a sub-command that must succeed prints; it must not look as if something had failed. */
	async function succeeds(...args) {
		const { code, stdout, stderr } = await yumanet(...args);
		assert.equal(code, 0, stderr);
		assert.doesNotMatch(stderr, /Essential task/, args.join(' '));
		return stdout;
	}

	/** The options that name a chain kept in a folder of the test's. */
	const at = (name) => ['--chain', 'dev', '--base-path', join(folder.path, name)];
	const info = async (name) => JSON.parse(await succeeds('chain-info', ...at(name)));

	before(async () => {
		folder = await temporaryFolder();
		const node = await startNode(...at('first'), '--sealing', 'manual');
		try {
			for (let block = 1; block <= BLOCKS; block++) head = await node.seal();
		} finally {
			await node.stop();
		}
	});
	after(() => folder?.remove());

	test('chain-info tells the head of a chain, final at once', async () => {
		const chain = await info('first');
		assert.equal(chain.best_number, BLOCKS);
		assert.equal(chain.best_hash, head);
		assert.equal(chain.finalized_hash, head);
	});

	test('a chain that began otherwise than was asked for goes on, and the node says so', async () => {
		const begin = async (...args) => {
			const node = await startNode(...args, '--sealing', 'manual');
			try {
				const { number } = await node.best();
				return { number, told: node.log.includes('holds a chain with another block 0') };
			} finally {
				await node.stop();
			}
		};
		assert.deepEqual(await begin(...at('first')), { number: BLOCKS, told: false });

		const spec = JSON.parse(await succeeds('export-chain-spec', '--chain', 'dev'));
		spec.genesis.runtimeGenesis.patch.balances.balances[0][1] += 1;
		const file = join(folder.path, 'other.json');
		await writeFile(file, JSON.stringify(spec));
		const other = ['--chain', file, '--base-path', join(folder.path, 'first')];
		assert.deepEqual(await begin(...other), { number: BLOCKS, told: true });
	});

	test('a node whose metrics port is taken does without, and says how to choose another', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await once(taken, 'listening');
		const { port } = taken.address();
		const node = await startNode('--dev', '--prometheus-port', `${port}`);
		try {
			assert.match(node.log, new RegExp(`not served, because 127\\.0\\.0\\.1:${port} is not free.*--prometheus-port`));
		} finally {
			await node.stop();
			taken.close();
		}
	});

	test('export-blocks and import-blocks carry it into another database', async () => {
		const file = join(folder.path, 'blocks');
		await succeeds('export-blocks', file, ...at('first'));
		await succeeds('import-blocks', file, ...at('second'));
		assert.equal((await info('second')).best_hash, head);
	});

	test('check-block executes a block again', async () => {
		assert.match(await succeeds('check-block', `${BLOCKS - 1}`, ...at('first')), /^Completed in \d+ ms/);
	});

	test('export-state gives a specification with the state of the head', async () => {
		const spec = JSON.parse(await succeeds('export-state', ...at('first')));
		// System.Number, little-endian.
		const number = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac';
		assert.equal(spec.genesis.raw.top[number], `0x0${BLOCKS}000000`);
	});

	test('purge-chain deletes the database that it names, and no other', async () => {
		const database = (name) => join(folder.path, name, 'chains/bittensor_dev/paritydb');
		await succeeds('purge-chain', '-y', ...at('second'));
		assert.equal(existsSync(database('second')), false);
		assert.equal(existsSync(database('first')), true);
		const { code, stderr } = await yumanet('purge-chain', '-y', '--base-path', folder.path);
		assert.equal(code, 1);
		assert.match(stderr, /no chain was named/);
	});

	test('a generated key is the one that its phrase gives', async () => {
		const made = JSON.parse(await succeeds('key', 'generate', '--output-type', 'json'));
		const read = JSON.parse(
			await succeeds('key', 'inspect', made.secretPhrase, '--output-type', 'json'),
		);
		assert.equal(read.publicKey, made.publicKey);
		assert.equal(read.ss58Address, made.ss58Address);
	});
});
