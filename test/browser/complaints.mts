import type { Page } from 'playwright-core';

/**
 * Questions that the editor asks about every community node, whoever has made it: npm for its
 * newest version, and n8n for a preview of what it puts out.
 */
const notOurs = [/^https:\/\/registry\.npmjs\.org\//, /\/schemas\//];

/** Collects what the page complains about from now on: exceptions, and warnings of its console. */
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
