// Somebody watches a large subnet and calls with a script, and mistypes: what the scripts say.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { key, TAO } from '../lib/chain.js';
import { startNode, temporaryFolder, until, yumanet } from '../lib/node.js';

/** So many neurons that a uid does not fit into the column of its heading. */
const NEURONS = 1_001;

/** Runs a script to its end; gives {code, stdout, stderr}. */
const script = (name, ...args) =>
	new Promise((resolve) => {
		const path = fileURLToPath(new URL(`../../scripts/${name}.mjs`, import.meta.url));
		execFile(process.execPath, [path, ...args], { timeout: 60_000 }, (error, stdout, stderr) => {
			resolve({ code: error ? error.code : 0, stdout, stderr });
		});
	});

describe('scripts', { timeout: 240_000 }, () => {
	let folder;
	let node;

	before(async () => {
		folder = await temporaryFolder();
		const [file, spec] = [join(folder.path, 'metagraph.json'), join(folder.path, 'spec.json')];
		const uids = Array.from({ length: NEURONS }, (_, uid) => uid);
		await writeFile(file, JSON.stringify({
			source: 'a test', netuid: 1, block: 1, n: NEURONS,
			hotkeys: uids.map((uid) => key(`//Neuron${uid}`).address),
			stake_rao: uids.map((uid) => `${uid === 0 ? 1_000n * TAO : 0n}`),
			weights: uids.map((uid) => (uid === 0 ? [[NEURONS - 1, 65_535]] : [])),
		}));
		const { code, stderr } = await yumanet('import-metagraph', file, '--output', spec);
		assert.equal(code, 0, stderr);
		node = await startNode('--chain', spec, '--sealing', '100');
		await until(30_000, 'a block', async () => (await node.best()).number >= 1);
	});
	after(async () => {
		await node?.stop();
		await folder?.remove();
	});

	/** Asserts that a script ends with one line that matches. */
	async function refuses(expected, name, ...args) {
		const { code, stderr } = await script(name, ...args);
		assert.equal(code, 1, stderr);
		assert.match(stderr.trimEnd(), expected);
		assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
	}

	test('watch has a line for every neuron, with its uid in line', async () => {
		const { code, stdout, stderr } = await script('watch', '--once', '--url', node.url);
		assert.equal(code, 0, stderr);
		const lines = stdout.trimEnd().split('\n');
		const first = lines.findIndex((line) => /^ +uid /.test(line)) + 1;
		assert.equal(lines.length - first, NEURONS);
		// Until the first epoch everybody holds a permit.
		assert.match(lines[first], /^ {3}0 {2}validator /);
		assert.match(lines.at(-1), /^1000 {2}(validator|miner) /);
	});

	test('watch counts down to no epoch of the root network', async () => {
		const { code, stdout } = await script('watch', '--once', '--netuid', '0', '--url', node.url);
		assert.equal(code, 0);
		assert.match(stdout, /no epochs/);
	});

	test('options that are none, or hold nonsense, are named', async () => {
		for (const value of ['foo', '1.5', '', '-1']) {
			await refuses(/use a whole number from 0 to 65535$/, 'watch', `--netuid=${value}`);
		}
		await refuses(/^Unknown option '--nope'; the options are --url, --netuid/, 'watch', '--nope');
		await refuses(/^Unknown option '--nope'; the options are --url$/, 'call', '--nope');
		await refuses(/^--port x: use a whole number/, 'network', '--port', 'x');
	});

	test('a signer or an argument that is none is named', async () => {
		const call = (...args) => ['call', '--url', node.url, ...args];
		await refuses(/^Alice is no signer: name a development key/, ...call('Alice', 'system.remark', '0x'));
		await refuses(
			/^balances\.burn takes value: Compact<u64>, keepAlive: bool\. .*Invalid character/,
			...call('//Alice', 'balances.burn', 'much', 'true'),
		);
	});

	test('a call that the pallet does not have is answered with those that it has', () =>
		refuses(
			/no call subtensorModule\.set_weights\. Calls of subtensorModule: .*\bsetWeights,/,
			'call', '--url', node.url, '//Alice', 'subtensorModule.set_weights', '1',
		));
});
