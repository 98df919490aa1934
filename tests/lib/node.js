// Runs the real node binary as a child process and talks to it over plain JSON-RPC.
// Needs nothing from npm, so that the scripts can use it too.

import { spawn, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TARGET =
	process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache', 'yumanet', 'target');

/** Path of the binary under test; `make` sets YUMANET_BIN. */
export const BINARY = process.env.YUMANET_BIN ?? join(TARGET, 'debug', 'yumanet');

/** How long a node may take to answer its first RPC call, in ms. */
const START_LIMIT = 60_000;
/** How long one RPC call may take, in ms. */
const RPC_LIMIT = 30_000;
/** How long a node may take to end after SIGTERM, in ms. */
const STOP_LIMIT = 15_000;

const running = new Set();
process.on('exit', () => {
	for (const node of running) node.child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => process.exit(1));
}

/** Rejects with `what` if `promise` has not settled within `limit` ms. */
export async function within(limit, what, promise) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => {
			reject(new Error(`${typeof what === 'function' ? what() : what} (waited ${limit} ms)`));
		}, limit);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Asks `probe` every `every` ms until it gives something truthy; returns that. */
export async function until(limit, what, probe, every = 20) {
	const deadline = Date.now() + limit;
	for (;;) {
		const found = await probe();
		if (found) return found;
		if (Date.now() > deadline) throw new Error(`never happened: ${what} (waited ${limit} ms)`);
		await new Promise((resolve) => setTimeout(resolve, every));
	}
}

/** A new empty folder, and the function that deletes it. */
export async function temporaryFolder() {
	const path = await mkdtemp(join(tmpdir(), 'yumanet-'));
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs the binary to its end; gives {code, stdout, stderr} whatever the exit code. */
export async function yumanet(...args) {
	try {
		const { stdout, stderr } = await promisify(execFile)(BINARY, args, {
			maxBuffer: 256 << 20,
			timeout: START_LIMIT,
		});
		return { code: 0, stdout, stderr };
	} catch (error) {
		if (typeof error.code !== 'number') throw error;
		return { code: error.code, stdout: error.stdout, stderr: error.stderr };
	}
}

/** A running node. Create it with `startNode`. */
export class Node {
	constructor(child, startedAt) {
		this.child = child;
		this.startedAt = startedAt;
		this.log = '';
		this.exited = new Promise((resolve) => {
			child.once('exit', (code, signal) => {
				running.delete(this);
				resolve({ code, signal });
			});
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8');
			stream.on('data', (text) => {
				this.log += text;
			});
		}
	}

	/** The last lines of the log, for messages. */
	tail(lines = 30) {
		return this.log.trimEnd().split('\n').slice(-lines).join('\n');
	}

	/** Calls one JSON-RPC method. */
	async rpc(method, ...params) {
		const response = await fetch(this.url.replace('ws:', 'http:'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
			signal: AbortSignal.timeout(RPC_LIMIT),
		});
		const { result, error } = await response.json();
		if (error) {
			throw new Error(`${method}: ${error.message}${error.data ? ` (${error.data})` : ''}`);
		}
		return result;
	}

	/** Number and hash of the best block. */
	async best() {
		const hash = await this.rpc('chain_getBlockHash');
		return { hash, number: await this.#numberOf(hash) };
	}

	/** Number and hash of the last finalized block. */
	async finalized() {
		const hash = await this.rpc('chain_getFinalizedHead');
		return { hash, number: await this.#numberOf(hash) };
	}

	async #numberOf(hash) {
		return Number((await this.rpc('chain_getHeader', hash)).number);
	}

	/** Seals one block in manual mode and finalizes it. */
	async seal() {
		return (await this.rpc('engine_createBlock', true, true)).hash;
	}

	/** Ends the node as a user would, with SIGTERM. */
	async stop() {
		this.child.kill('SIGTERM');
		return within(STOP_LIMIT, () => `the node did not end:\n${this.tail()}`, this.exited).catch(
			async (error) => {
				await this.kill();
				throw error;
			},
		);
	}

	/** Ends the node at once, as a power cut would. */
	async kill() {
		this.child.kill('SIGKILL');
		return this.exited;
	}
}

/**
 * Starts a node and waits until its RPC answers. Ports are free ones chosen by the system unless
 * `args` name others.
 */
export async function startNode(...args) {
	if (!existsSync(BINARY)) {
		throw new Error(`there is no node at ${BINARY}: build it with make build, or set YUMANET_BIN`);
	}
	const option = (name, value) => (args.includes(name) ? [] : [name, value]);
	const metrics = args.includes('--prometheus-port') ? [] : ['--no-prometheus'];
	const startedAt = process.hrtime.bigint();
	const child = spawn(
		BINARY,
		[...args, ...option('--rpc-port', '0'), ...option('--port', '0'), ...metrics],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const node = new Node(child, startedAt);
	running.add(node);
	const failed = new Promise((_, reject) => {
		child.once('error', reject);
		node.exited.then(({ code, signal }) => {
			reject(new Error(`the node ended at its start (${code ?? signal}):\n${node.tail()}`));
		});
	});
	failed.catch(() => {});
	const answering = until(START_LIMIT, () => `RPC of the node\n${node.tail()}`, async () => {
		const address = /Running JSON-RPC server: addr=(127\.0\.0\.1:\d+)/.exec(node.log);
		if (!address) return false;
		node.url = `ws://${address[1]}`;
		return node.rpc('system_health').catch(() => false);
	});
	await Promise.race([answering, failed]);
	return node;
}
