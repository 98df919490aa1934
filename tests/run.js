// Runs the end-to-end tests: all of them, or those whose file name contains an argument.
//
//   node tests/run.js               every user story
//   node tests/run.js sealing life  tests/e2e/sealing.test.js and tests/e2e/life.test.js

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const folder = fileURLToPath(new URL('e2e/', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
	.filter((name) => name.endsWith('.test.js'))
	.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
	.sort()
	.map((name) => join(folder, name));
if (files.length === 0) {
	console.error(`no test file in tests/e2e matches: ${wanted.join(' ')}`);
	process.exit(1);
}

// One at a time: each drives nodes of its own, and the machine may have two cores.
run({ files, concurrency: 1 })
	.on('test:fail', () => {
		process.exitCode = 1;
	})
	.compose(new spec())
	.pipe(process.stdout);
