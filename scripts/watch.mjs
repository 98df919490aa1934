// A live table of one subnet in the terminal.
//
//   make watch                                   netuid 1 of the node at ws://127.0.0.1:9944
//   make watch ARGS="--netuid 2 --url ws://..."  another subnet, another node
//   make watch ARGS="--once"                     print it once and end
//   make watch ARGS="--once --svg FILE"          also draw it into a picture

import { writeFileSync } from 'node:fs';
import { connect, epochResults, key } from '../tests/lib/chain.js';
import { fail, parse, whole } from './options.mjs';

const { values } = parse({
	url: { type: 'string', default: 'ws://127.0.0.1:9944' },
	netuid: { type: 'string', default: '1' },
	once: { type: 'boolean', default: false },
	svg: { type: 'string' },
});
const netuid = whole(values, 'netuid', 0, 65535);

/** Colours by what a cell means: number of the ANSI colour, colour in the picture. */
const STYLES = {
	plain: [39, '#d8dee9'],
	dim: [90, '#7b8699'],
	head: [1, '#ffffff'],
	validator: [36, '#7fc8f8'],
	miner: [32, '#a3d977'],
	bar: [33, '#e9c46a'],
};

const DEV_NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two', 'Three'];
const names = new Map(DEV_NAMES.map((name) => [key(`//${name}_hk`).address, `//${name}_hk`]));
const nameOf = (address) => names.get(address) ?? `${address.slice(0, 6)}..${address.slice(-4)}`;

const ratio = (value) => (value === 0 ? '-' : (value / 65535).toFixed(4));
const tokens = (rao) =>
	rao === 0n ? '-' : (Number(rao) / 1e9).toLocaleString('en-US', { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const bar = (value) => '█'.repeat(Math.round((value / 65535) * 16));

/** Column: heading, least width, whether its cells are flush right. */
const COLUMNS = [
	['uid', 3, true],
	['role', 10, false],
	['hotkey', 14, false],
	['stake', 12, true],
	['consensus', 9, true],
	['incentive', 9, true],
	['dividends', 9, true],
	['vtrust', 7, true],
	['emission', 9, true],
	['', 18, false],
];
const GAP = 2;

/** Reads the subnet at a block; gives lines, each a list of cells [text, style, column offset]. */
async function table(api, header) {
	const at = await api.at(header.hash);
	const query = at.query.subtensorModule;
	if (!(await query.networksAdded(netuid)).isTrue) {
		throw new Error(`there is no subnet ${netuid} on this chain: see NetworksAdded`);
	}
	const [count, tempo, lastEpoch, epoch, symbol, identity, results] = await Promise.all([
		query.subnetworkN(netuid),
		query.tempo(netuid),
		query.lastEpochBlock(netuid),
		query.subnetEpochIndex(netuid),
		query.tokenSymbol(netuid),
		query.subnetIdentitiesV3(netuid),
		epochResults(api, netuid, header.hash),
	]);
	const uids = Array.from({ length: count.toNumber() }, (_, uid) => uid);
	const hotkeys = await query.keys.multi(uids.map((uid) => [netuid, uid]));
	const stakes = await query.totalHotkeyAlpha.multi(hotkeys.map((hotkey) => [hotkey, netuid]));

	const block = header.number.toNumber();
	const left = lastEpoch.toNumber() + tempo.toNumber() - block;
	// The root network has a tempo like all, but nothing to agree on.
	const next = netuid === 0 || tempo.isZero() ? 'no epochs' : `next epoch in ${left} of ${tempo} blocks`;
	const title = identity.isSome ? identity.unwrap().subnetName.toUtf8() : '';
	const lines = [
		[
			[`subnet ${netuid}`, 'head', 0],
			[`${title} ${symbol.toUtf8()}`.trim(), 'plain', 12],
		],
		[[`block ${block}   epoch ${epoch}   ${next}`, 'dim', 0]],
		[],
	];
	const rows = uids.map((uid) => {
		const permit = results.validatorPermit[uid];
		const role = permit ? 'validator' : 'miner';
		const [incentive, dividends] = [results.incentive[uid] ?? 0, results.dividends[uid] ?? 0];
		return [
			[`${uid}`, 'plain'],
			[role, role],
			[nameOf(hotkeys[uid].toString()), 'plain'],
			[tokens(stakes[uid].toBigInt()), 'plain'],
			[ratio(results.consensus[uid] ?? 0), 'plain'],
			[ratio(incentive), incentive ? 'miner' : 'dim'],
			[ratio(dividends), dividends ? 'validator' : 'dim'],
			[ratio(results.validatorTrust[uid] ?? 0), 'plain'],
			[tokens(results.emission[uid] ?? 0n), 'plain'],
			[bar(permit ? dividends : incentive), permit ? 'validator' : 'miner'],
		];
	});
	const all = [COLUMNS.map(([heading]) => [heading, 'dim']), ...rows];
	const widths = COLUMNS.map(([, least], index) =>
		all.reduce((width, row) => Math.max(width, row[index][0].length), least));
	const place = (cells) => {
		let offset = 0;
		return cells.map(([text, style], index) => {
			const start = COLUMNS[index][2] ? offset + widths[index] - text.length : offset;
			offset += widths[index] + GAP;
			return [text, style, start];
		});
	};
	return [...lines, ...all.map(place)];
}

function toTerminal(lines) {
	const colours = process.stdout.isTTY;
	return lines
		.map((cells) => {
			let text = '';
			let column = 0;
			for (const [cell, style, start] of cells) {
				text += ' '.repeat(start - column);
				text += colours ? `\x1b[${STYLES[style][0]}m${cell}\x1b[0m` : cell;
				column = start + cell.length;
			}
			return text.trimEnd();
		})
		.join('\n');
}

/** The same lines as a picture of a terminal. Cells are placed by column, whatever the font. */
function toSvg(lines, command) {
	const [charWidth, lineHeight, margin, bar] = [8.4, 20, 20, 34];
	const all = [[[`$ ${command}`, 'dim', 0]], [], ...lines];
	const columns = Math.max(...all.flat().map(([text, , start]) => start + text.length));
	const width = Math.ceil(columns * charWidth + 2 * margin);
	const height = all.length * lineHeight + bar + margin;
	const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const text = all.flatMap((cells, index) =>
		cells
			.filter(([cell]) => cell.trim() !== '')
			.map(([cell, style, start]) => {
				const x = (margin + start * charWidth).toFixed(1);
				const y = bar + margin + index * lineHeight;
				const length = (cell.length * charWidth).toFixed(1);
				return `<text x="${x}" y="${y}" textLength="${length}" fill="${STYLES[style][1]}">${escape(cell)}</text>`;
			}),
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<title>${escape(command)}</title>`,
		`<rect width="${width}" height="${height}" rx="8" fill="#1b1f27"/>`,
		...['#ed6a5e', '#f4bf4f', '#61c554'].map((fill, index) =>
			`<circle cx="${20 + 18 * index}" cy="18" r="5.5" fill="${fill}"/>`),
		`<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">`,
		...text,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

let api;
try {
	api = await connect(values.url);
} catch (error) {
	fail(`${error.message}. Is the node running? Start one with: make dev`);
}

async function once(header) {
	const lines = await table(api, header);
	console.log(toTerminal(lines));
	if (values.svg) {
		const shown = netuid === 1 ? 'make watch' : `make watch ARGS="--netuid ${netuid}"`;
		writeFileSync(values.svg, toSvg(lines, shown));
		console.log(`\nwritten: ${values.svg}`);
	}
}

try {
	if (values.once || values.svg || !process.stdout.isTTY) {
		await once(await api.rpc.chain.getHeader());
		await api.disconnect();
	} else {
		let drawing = false;
		process.on('SIGINT', () => {
			process.stdout.write('\x1b[?25h\n');
			process.exit(0);
		});
		process.stdout.write('\x1b[2J\x1b[?25l');
		await api.rpc.chain.subscribeNewHeads(async (header) => {
			if (drawing) return;
			drawing = true;
			try {
				const text = toTerminal(await table(api, header));
				process.stdout.write(`\x1b[H${text.replace(/\n/g, '\x1b[K\n')}\x1b[K\n\x1b[0J`);
			} finally {
				drawing = false;
			}
		});
	}
} catch (error) {
	fail(error.message);
}
