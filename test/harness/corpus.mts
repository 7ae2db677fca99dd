import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Captured telephony events. They lie beside the project's folder, or where the environment
 * variable RINGCENTRAL_SHARED says; a checkout without them skips what needs them.
 */
const folder = path.join(
	process.env.RINGCENTRAL_SHARED ?? path.resolve(import.meta.dirname, '..', '..', '..', 'shared'),
	'corpus',
);

export const hasCorpus = existsSync(folder);

/** Says in the list of tests why they are skipped. */
export const corpusTitle = hasCorpus
	? 'captured events'
	: `captured events (skipped: there is no folder ${path.join('..', 'shared', 'corpus')}, and RINGCENTRAL_SHARED names none)`;

/** The entries of a capture, by the start of its file's name. */
export function capture(name: string): unknown[] {
	const entries: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
	if (!Array.isArray(entries)) throw new Error(`${name} holds no list`);
	return entries;
}
