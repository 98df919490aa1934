// Signs one call with a development key, waits until it is final, and says what came of it.
//
//   make call ARGS="//Charlie_hk subtensorModule.setWeights 1 [3,4] [1,9] 0"
//
// After the signer and the call come the arguments, each as JSON; a text needs no quotes, and a
// development URI such as //Bob stands for its address.

import { connect, key, submit } from '../tests/lib/chain.js';
import { fail, parse } from './options.mjs';

const { values, positionals } = parse(
	{ url: { type: 'string', default: 'ws://127.0.0.1:9944' } },
	{ allowPositionals: true },
);
const [signer, path, ...rest] = positionals;

function argument(text) {
	if (text.startsWith('//')) return key(text).address;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

if (!path) fail('Usage: make call ARGS="//SIGNER pallet.call ARGUMENT ..."');
if (!signer.startsWith('//')) {
	fail(`${signer} is no signer: name a development key, such as //Alice or //Charlie_hk`);
}
let api;
try {
	api = await connect(values.url);
} catch (error) {
	fail(`${error.message}. Is the node running? Start one with: make dev`);
}
const [pallet, name] = path.split('.');
const calls = api.tx[pallet];
if (!calls) fail(`This chain has no call ${path}. Pallets: ${Object.keys(api.tx).join(', ')}`);
const make = calls[name];
if (!make) fail(`This chain has no call ${path}. Calls of ${pallet}: ${Object.keys(calls).join(', ')}`);
const wanted = make.meta.args.map((arg) => `${arg.name}: ${arg.type}`);
if (rest.length !== wanted.length) fail(`${path} takes ${wanted.length} arguments: ${wanted.join(', ')}`);

let call;
try {
	call = make(...rest.map(argument));
} catch (error) {
	// What polkadot.js says begins with the types that it was in.
	const reason = error.message.split(':: ').at(-1);
	fail(`${path} takes ${wanted.join(', ')}. ${reason}`);
}
try {
	const { error, remedy, events, fee } = await submit(api, call, key(signer));
	for (const { section, method, data } of events) {
		console.log(`${section}.${method} ${JSON.stringify(data.toHuman())}`);
	}
	console.log(`fee: ${Number(fee) / 1e9} TAO`);
	if (error) fail(`failed: ${error}${remedy ? `. ${remedy}` : ''}`);
	console.log('done');
} catch (error) {
	fail(error.message);
}
await api.disconnect();
