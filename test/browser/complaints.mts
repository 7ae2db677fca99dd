import type { Page } from 'playwright-core';

/**
 * The editor's requests for every community node, of any author: to npm for its newest version, and
 * to n8n for a preview of its output.
 */
const notOurs = [/^https:\/\/registry\.npmjs\.org\//, /\/schemas\//];

/** Collects the page's later complaints: exceptions, and errors and warnings of its console. */
export function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		const { url } = message.location();
		const isComplaint = message.type() === 'error' || message.type() === 'warning';
		if (isComplaint && !notOurs.some((pattern) => pattern.test(url))) {
			complaints.push(`${message.text()} (${url})`);
		}
	});
	return complaints;
}
