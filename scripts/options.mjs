// The command lines of the scripts beside this one.

import { parseArgs } from 'node:util';

/** Ends the script with a message. */
export function fail(message) {
	console.error(message);
	process.exit(1);
}

/** What `parseArgs` makes of the command line; ends the script if that has an unknown option. */
export function parse(options, { allowPositionals = false } = {}) {
	try {
		return parseArgs({ options, allowPositionals });
	} catch (error) {
		const known = Object.keys(options).map((name) => `--${name}`).join(', ');
		return fail(`${error.message.split('. ')[0]}; the options are ${known}`);
	}
}

/** The number from `least` to `most` that an option holds; ends the script if it holds none. */
export function whole(values, name, least, most) {
	const number = Number(values[name]);
	// `Number` takes an empty text for 0.
	if (values[name].trim() === '' || !Number.isInteger(number) || number < least || number > most) {
		fail(`--${name} ${values[name]}: use a whole number from ${least} to ${most}`);
	}
	return number;
}
