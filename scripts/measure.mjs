// Measures the dev node and holds it against its limits; exits with 1 if one is broken.
//
//   make measure                  a first start, five more, then 20 idle seconds
//
// The node keeps the machine code of its runtime in the user's cache folder. The first start here
// has an empty one, as on a machine that has never run the node.
//
//   make measure ARGS="--starts 3"

import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { startNode, temporaryFolder, until } from '../tests/lib/node.js';
import { parse, whole } from './options.mjs';

const IDLE_SECONDS = 20;
const LIMITS = { start: 3, memory: 200, cpu: 10 };

const { values } = parse({ starts: { type: 'string', default: '5' } });
const starts = whole(values, 'starts', 1, 1_000);
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']));

/** Seconds of processor time of a process so far. */
function cpuSeconds(pid) {
	// The name, in parentheses, may hold spaces; utime and stime are fields 14 and 15.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process in MB (10^6 bytes). */
const memory = (pid) =>
	(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024) / 1e6;

/** Seconds from process start until RPC shows block 1. */
async function secondsToFirstBlock() {
	const node = await startNode('--dev');
	await until(30_000, 'the first block', async () => (await node.best()).number >= 1, 5);
	return [Number(process.hrtime.bigint() - node.startedAt) / 1e9, node];
}

const cache = await temporaryFolder();
process.env.XDG_CACHE_HOME = cache.path;
const [first, started] = await secondsToFirstBlock();
console.log(`first start, nothing cached: ${first.toFixed(2)} s to the first block`);

let node = started;
const times = [];
for (let run = 1; run <= starts; run++) {
	await node.kill();
	let seconds;
	[seconds, node] = await secondsToFirstBlock();
	times.push(seconds);
	console.log(`start ${run} of ${starts}: ${seconds.toFixed(2)} s to the first block`);
}

console.log(`idle for ${IDLE_SECONDS} s ...`);
const { pid } = node.child;
const [blocks, cpu, since] = [(await node.best()).number, cpuSeconds(pid), process.hrtime.bigint()];
let peak = 0;
const end = Date.now() + IDLE_SECONDS * 1000;
await until(IDLE_SECONDS * 2000, 'the end of the idle time', () => {
	peak = Math.max(peak, memory(pid));
	return Date.now() >= end;
}, 250);
const elapsed = Number(process.hrtime.bigint() - since) / 1e9;
const load = ((cpuSeconds(pid) - cpu) / elapsed) * 100;
const made = (await node.best()).number - blocks;
await node.kill();
await cache.remove();

times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
const rows = [
	['process start to first block, nothing cached', `${first.toFixed(2)} s`, `${LIMITS.start} s`, first < LIMITS.start],
	[`process start to first block, median of ${starts}`, `${median.toFixed(2)} s`, `${LIMITS.start} s`, median < LIMITS.start],
	[`process start to first block, slowest of ${starts}`, `${times.at(-1).toFixed(2)} s`, `${LIMITS.start} s`, times.at(-1) < LIMITS.start],
	['resident memory, highest while idle', `${peak.toFixed(0)} MB`, `${LIMITS.memory} MB`, peak < LIMITS.memory],
	[`processor while idle (${made} blocks in ${elapsed.toFixed(0)} s)`, `${load.toFixed(1)} % of a core`, `${LIMITS.cpu} %`, load < LIMITS.cpu],
];
console.log();
for (const [what, value, limit, kept] of [['the dev node', 'measured', 'limit', null], ...rows]) {
	const verdict = kept === null ? '' : kept ? 'kept' : 'BROKEN';
	console.log(`${what.padEnd(50)}${value.padEnd(20)}${limit.padEnd(10)}${verdict}`.trimEnd());
}
process.exitCode = rows.every(([, , , kept]) => kept) ? 0 : 1;
