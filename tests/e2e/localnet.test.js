// The test suite of an SDK starts a chain through LOCALNET_SH_PATH: one argument, a process group of
// its own, `Imported #1` on the output, and a signal to the group at the end.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { connect as dial, createServer } from 'node:net';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { balance, connect, key, must, submit, TAO } from '../lib/chain.js';
import { until } from '../lib/node.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/localnet.sh', import.meta.url));
/** Where the suites expect the chain. */
const PORT = 9944;

/** Whether something listens there. */
const taken = (port) =>
	new Promise((resolve) => {
		const socket = dial(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
		socket.on('connect', () => socket.destroy());
	});

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address();
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/**
 * The port of the suites, or a free one while a chain of the developer's has that. One test asks for it
 * and the others do without: somebody may take it between the answer and the start.
 */
const portToUse = async () => ((await taken(PORT)) ? freePort() : PORT);

/** Whether any process of the group lives. */
function groupLives(leader) {
	try {
		process.kill(-leader, 0);
		return true;
	} catch (error) {
		if (error.code === 'ESRCH') return false;
		throw error;
	}
}

/** Runs the script with `speed` on `port`, gives a connection to `use`, and ends the process group. */
async function localnet(speed, port, use) {
	const child = spawn(SCRIPT, [speed], {
		detached: true,
		env: { ...process.env, ...(port === PORT ? {} : { LOCALNET_PORT: `${port}` }) },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => {
			output += text;
		});
	}
	const kill = () => groupLives(child.pid) && process.kill(-child.pid, 'SIGKILL');
	process.once('exit', kill);
	try {
		await until(60_000, () => `a first block\n${output}`, () => /Imported #1\b/.test(output));
		const api = await connect(`ws://127.0.0.1:${port}`);
		try {
			await use(api, () => output);
		} finally {
			await api.disconnect();
		}
		process.kill(-child.pid, 'SIGTERM');
		await until(15_000, () => `the end of the processes\n${output}`, () => !groupLives(child.pid));
		assert.equal(await taken(port), false, 'nothing listens any more');
	} finally {
		kill();
		process.removeListener('exit', kill);
	}
}

describe('localnet', { timeout: 240_000 }, () => {
	const somebody = key('//Localnet').address;

	test('True: fast blocks, final at once, and the subnets that the suites expect', async () => {
		await localnet('True', await portToUse(), async (api) => {
			const { subtensorModule: subtensor } = api.query;
			assert.equal(api.consts.aura.slotDuration.toNumber(), 250);
			assert.equal((await subtensor.totalNetworks()).toNumber(), 2);
			assert.equal((await subtensor.startCallDelay()).toNumber(), 0);
			const alice = key('//Alice');
			await must(api, api.tx.subtensorModule.registerNetwork(key('//Alice_hk').address), alice);
			assert.equal((await subtensor.networksAdded(2)).isTrue, true);
			assert.equal((await subtensor.tempo(2)).toNumber(), 10);
			await must(api, api.tx.subtensorModule.startCall(2), alice);
			await must(api, api.tx.balances.transferKeepAlive(somebody, TAO), alice);
			assert.equal(await balance(api, somebody), TAO);
		});
	});

	test('the next chain is fresh', async () => {
		await localnet('True', await freePort(), async (api) => {
			assert.equal(await balance(api, somebody), 0n);
			assert.equal((await api.query.subtensorModule.networksAdded(2)).isTrue, false);
		});
	});

	test('a wallet that is none ends it with the reason', async () => {
		const env = { ...process.env, BT_DEFAULT_TOKEN_WALLET: 'xyz', LOCALNET_PORT: `${await freePort()}` };
		const { status, stderr } = spawnSync(SCRIPT, { env, encoding: 'utf8', timeout: 60_000 });
		assert.equal(status, 1);
		assert.match(stderr, /BT_DEFAULT_TOKEN_WALLET is "xyz", which is not an SS58 address/);
	});

	test('False: a block every 12 s, and a new subnet waits before it starts', async () => {
		await localnet('False', await freePort(), async (api, output) => {
			const { subtensorModule: subtensor } = api.query;
			assert.equal((await subtensor.startCallDelay()).toNumber(), 5);
			const alice = key('//Alice');
			const sent = Date.now();
			await must(api, api.tx.subtensorModule.registerNetwork(key('//Alice_hk').address), alice);
			assert.equal((await subtensor.tempo(2)).toNumber(), 360);
			const { error } = await submit(api, api.tx.subtensorModule.startCall(2), alice);
			assert.equal(error, 'NeedWaitingMoreBlocksToStarCall');
			const waited = Date.now() - sent;
			// How much longer than that depends on what else the machine does.
			assert.ok(waited > 12_000, `two blocks took ${waited} ms`);
			// The log may be a moment behind the events.
			await until(5_000, () => `a third block\n${output()}`, () => /Imported #3\b/.test(output()));
		});
	});
});
