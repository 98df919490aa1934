// Three validators on this machine with real consensus, and a table of their heads until Ctrl-C.
//
//   make network                     RPC on 9944, 9945 and 9946
//   make network ARGS="--port 9850"  RPC from 9850 on, peers from 29850 on
//
// Their data is deleted at the end; tests/lib/network.js holds the commands that start them.

import { AUTHORITIES, startNetwork } from '../tests/lib/network.js';
import { fail, parse, whole } from './options.mjs';

const { values } = parse({
	port: { type: 'string', default: '9944' },
	seconds: { type: 'string' },
});
const rpcPort = whole(values, 'port', 1, 45_000);
const seconds = values.seconds && whole(values, 'seconds', 1, 86_400);
const peerPort = rpcPort === 9944 ? 30_333 : rpcPort + 20_000;

console.log('Starting three validators ...');
const network = await startNetwork((index) => [
	'--rpc-port', `${rpcPort + index}`,
	'--port', `${peerPort + index}`,
	'--rpc-cors', 'all',
]).catch((error) => fail(error.message));

let stopping = false;
async function stop(code = 0) {
	if (stopping) return;
	stopping = true;
	console.log('\nStopping and deleting their data ...');
	await network.close();
	process.exit(code);
}
process.removeAllListeners('SIGINT').on('SIGINT', () => stop());
process.removeAllListeners('SIGTERM').on('SIGTERM', () => stop());
if (seconds) setTimeout(stop, seconds * 1000);

const columns = [12, 22, 8, 10, 11, 24];
const line = (...cells) => cells.map((cell, index) => `${cell}`.padEnd(columns[index])).join('').trimEnd();

async function row(name) {
	const node = network.nodes.get(name);
	try {
		const [best, finalized, { peers }] = await Promise.all([
			node.best(),
			node.finalized(),
			node.rpc('system_health'),
		]);
		return line(name, node.url, peers, best.number, finalized.number, `${best.hash.slice(0, 18)}...`);
	} catch {
		return line(name, node.url, 'does not answer');
	}
}

const live = process.stdout.isTTY;
let drawn = 0;
async function draw() {
	const rows = await Promise.all(AUTHORITIES.map(row));
	if (stopping) return;
	const table = [line('validator', 'RPC', 'peers', 'best', 'finalized', 'best hash'), ...rows];
	if (live && drawn) process.stdout.write(`\x1b[${drawn}A\x1b[0J`);
	console.log(table.join('\n'));
	if (live) console.log('Ctrl-C ends all three.');
	drawn = table.length + 1;
	setTimeout(draw, live ? 500 : 5_000);
}
await draw();

for (const [name, node] of network.nodes) {
	node.exited.then(({ code, signal }) => {
		if (stopping) return;
		console.error(`\n${name} ended by itself (${code ?? signal}):\n${node.tail(15)}`);
		stop(1);
	});
}
