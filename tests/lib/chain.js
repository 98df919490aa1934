// What the tests do with a chain through polkadot.js: connect, submit, wait, read.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { u8aToHex } from '@polkadot/util';
import { within } from './node.js';

/** Rao in one TAO, and alpha rao in one alpha. */
export const TAO = 1_000_000_000n;

await cryptoWaitReady();
const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });

/** The key pair of a development URI such as `//Alice` or `//Alice_hk`. */
export const key = (uri) => keyring.addFromUri(uri, { name: uri });

/**
 * Connects to a node with no types but those of its own metadata. `noInitWarn: false` lets
 * polkadot.js say what it does not know.
 */
export async function connect(url, { noInitWarn = true } = {}) {
	const provider = new WsProvider(url, false);
	const refused = new Promise((_, reject) => {
		provider.on('error', () => reject(new Error(`nothing answers at ${url}`)));
	});
	await provider.connect();
	try {
		const ready = ApiPromise.create({ provider, noInitWarn });
		return await within(20_000, `no connection to ${url}`, Promise.race([ready, refused]));
	} catch (error) {
		await provider.disconnect();
		throw error;
	}
}

/** A chain under test: its node, a connection, and one function that ends both. */
export async function openChain(node, options) {
	const api = await connect(node.url, options);
	return {
		node,
		api,
		subtensor: api.query.subtensorModule,
		async close() {
			await api.disconnect();
			await node.stop();
		},
	};
}

/** The name of a dispatch error: `NotEnoughStake`, `BadOrigin`, `Token.FundsUnavailable` ... */
export function errorName(api, error) {
	if (error.isModule) return api.registry.findMetaError(error.asModule).name;
	const detail = error.isToken ? error.asToken : error.isArithmetic ? error.asArithmetic : null;
	return detail ? `${error.type}.${detail.type}` : error.type;
}

/**
 * Submits a call and waits until the block that holds it is final.
 *
 * Gives `{ error, remedy, events, block, fee }`: the name of the dispatch error or null and what its
 * documentation says, the events of this extrinsic only, the hash of the block, and the fee paid in
 * rao. Rejects if the pool refuses it.
 * `seal` produces a block where the node does not do so by itself.
 */
export async function submit(api, call, signer, { seal, limit = 30_000, ...options } = {}) {
	const name = `${call.method.section}.${call.method.method}`;
	let unsubscribe = () => {};
	const final = new Promise((resolve, reject) => {
		call
			.signAndSend(signer, { nonce: -1, ...options }, (result) => {
				if (result.status.isReady && seal) seal().catch(reject);
				else if (result.status.isFinalized) resolve(result);
				else if (result.isError) reject(new Error(`${name}: ${result.status.type}`));
			})
			.then((stop) => {
				unsubscribe = stop;
			}, reject);
	});
	try {
		const result = await within(limit, `${name} was not finalized`, final);
		const paid = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
		return {
			error: result.dispatchError ? errorName(api, result.dispatchError) : null,
			remedy: result.dispatchError?.isModule
				? api.registry.findMetaError(result.dispatchError.asModule).docs.join(' ').trim()
				: null,
			events: result.events.map(({ event }) => event),
			block: result.status.asFinalized.toHex(),
			fee: paid ? paid.event.data[1].toBigInt() : 0n,
		};
	} finally {
		unsubscribe();
	}
}

/** Submits a call that must succeed. */
export async function must(api, call, signer, options) {
	const outcome = await submit(api, call, signer, options);
	if (outcome.error) {
		throw new Error(`${call.method.section}.${call.method.method}: ${outcome.error}`);
	}
	return outcome;
}

/** Raw key and value of each storage item, given as [entry, keys, type, value]. */
export const rawItems = (api, items) =>
	items.map(([entry, keys, type, value]) => [
		entry.key(...keys),
		u8aToHex(api.createType(type, value).toU8a()),
	]);

/** Writes storage items through sudo, for settings that no call offers yet. */
export const setStorage = (api, ...items) =>
	api.tx.sudo.sudo(api.tx.system.setStorage(rawItems(api, items)));

/** The first event of this kind among `events`. */
export function eventOf(events, kind) {
	const event = events.find((candidate) => kind.is(candidate));
	if (!event) {
		const seen = events.map(({ section, method }) => `${section}.${method}`).join(', ');
		throw new Error(`no event ${kind.meta.name} among: ${seen}`);
	}
	return event;
}

/**
 * Resolves with the first thing that `pick` makes of what a subscription pushes, unless that is
 * undefined. `subscribe` takes the listener, as the subscriptions of polkadot.js do.
 */
async function firstOf(subscribe, pick, limit, what) {
	let unsubscribe = () => {};
	const found = new Promise((resolve, reject) => {
		subscribe((pushed) => {
			const picked = pick(pushed);
			if (picked !== undefined) resolve(picked);
		}).then((stop) => {
			unsubscribe = stop;
		}, reject);
	});
	try {
		return await within(limit, what, found);
	} finally {
		unsubscribe();
	}
}

/** Resolves with the first value of a storage item, as the node pushes them, that `accept` takes. */
export function whenStorage(entry, keys, accept, limit, what) {
	let last;
	return firstOf(
		(listener) => entry(...keys, listener),
		(value) => {
			last = value;
			return accept(value) ? value : undefined;
		},
		limit,
		() => `never seen: ${what}; the last value was ${last}`,
	);
}

/** Resolves with the next event that `accept` takes, in the newest block or a later one. */
export const whenEvent = (api, accept, limit, what) =>
	firstOf(
		(listener) => api.query.system.events(listener),
		(records) => records.map(({ event }) => event).find(accept),
		limit,
		`never happened: ${what}`,
	);

/** Waits for the block with this number to be final. */
export const whenFinalized = (api, number, limit = 60_000) =>
	firstOf(
		(listener) => api.rpc.chain.subscribeFinalizedHeads(listener),
		(header) => (header.number.toNumber() >= number ? header : undefined),
		limit,
		`block ${number} was not finalized`,
	);

/**
 * Waits until `count` more epochs of a subnet have ended and gives the number of epochs so far.
 * The chain counts them in `SubnetEpochIndex`.
 */
export async function epochs(subtensor, netuid, count, limit) {
	const before = (await subtensor.subnetEpochIndex(netuid)).toNumber();
	const index = await whenStorage(
		subtensor.subnetEpochIndex,
		[netuid],
		(value) => value.toNumber() >= before + count,
		limit,
		`${count} more epochs of subnet ${netuid}`,
	);
	return index.toNumber();
}

/** Stored results of the last epoch of a subnet (first mechanism), at a block or now. */
export async function epochResults(api, netuid, at) {
	const query = (at ? await api.at(at) : api).query.subtensorModule;
	const [stakeWeight, consensus, incentive, dividends, validatorTrust, permit, emission, bonds] =
		await Promise.all([
			query.stakeWeight(netuid),
			query.consensus(netuid),
			query.incentive(netuid),
			query.dividends(netuid),
			query.validatorTrust(netuid),
			query.validatorPermit(netuid),
			query.emission(netuid),
			query.bonds.entries(netuid),
		]);
	const numbers = (vector) => vector.map((value) => value.toNumber());
	const rows = new Map();
	for (const [storageKey, row] of bonds) {
		rows.set(
			storageKey.args[1].toNumber(),
			row.map(([uid, value]) => [uid.toNumber(), value.toNumber()]),
		);
	}
	return {
		stakeWeight: numbers(stakeWeight),
		consensus: numbers(consensus),
		incentive: numbers(incentive),
		dividends: numbers(dividends),
		validatorTrust: numbers(validatorTrust),
		validatorPermit: permit.map((value) => value.isTrue),
		emission: emission.map((value) => value.toBigInt()),
		bonds: rows,
	};
}

/** Free balance of an account in rao. */
export const balance = async (api, address) =>
	(await api.query.system.account(address)).data.free.toBigInt();

/** Alpha (or, on the root network, TAO) staked on a hotkey in a subnet, in rao. */
export const hotkeyStake = async (api, hotkey, netuid) =>
	(await api.query.subtensorModule.totalHotkeyAlpha(hotkey, netuid)).toBigInt();

/** What the runtime itself says of its invariants: null if they hold, else the reason. */
export async function brokenInvariant(node) {
	const result = await node.rpc('state_call', 'InvariantsApi_check_invariants', '0x');
	const bytes = Buffer.from(result.slice(2), 'hex');
	if (bytes[0] === 0) return null;
	// Err(Vec<u8>): the length prefix is compact; the text follows it.
	const prefix = [1, 2, 4][bytes[1] & 3] ?? 5;
	return bytes.subarray(1 + prefix).toString('utf8') || 'unnamed';
}
