import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import versions from '../n8n/versions.json' with { type: 'json' };
import { labFolder } from './folders.mts';

/** The n8n of the lab and most tests, e.g. "2.39". */
export const mainVersion = versions.main;

/** All versions that the lab can install, the main one first. */
export const n8nVersions: readonly string[] = [versions.main, ...versions.others];

/** setup.mjs installs this version here. */
export function folderOfN8n(version: string): string {
	return path.join(labFolder, version === mainVersion ? 'n8n' : `n8n-${version}`);
}

/** The reason why this version cannot run here; undefined when it can. */
export function skipReasonOf(version: string): string | undefined {
	const refusal = path.join(folderOfN8n(version), 'refusal.txt');
	if (existsSync(refusal)) return readFileSync(refusal, 'utf8');
	return existsSync(programOfN8n(version)) ? undefined : '`npm test -- e2e` installs it';
}

/** The path of n8n's main script. */
export function programOfN8n(version: string): string {
	return path.join(folderOfN8n(version), 'node_modules', 'n8n', 'bin', 'n8n');
}

/** Whether a version, e.g. "2.40" or "2.40.7", is the other or newer. */
export function isAtLeast(version: string, other: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
	return major === otherMajor ? minor >= otherMinor : major > otherMajor;
}
