import { existsSync } from 'node:fs';

import { chromium, selectors, type Browser } from 'playwright-core';

import { describeUnless } from '../harness/describeUnless.mts';

const usualPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The program to run: from CHROME_PATH, else from the usual places, else undefined. */
export const chromiumPath = [process.env.CHROME_PATH, ...usualPlaces].find(
	(path) => path !== undefined && existsSync(path),
);

/** A `describe` for tests that need a browser; without a browser they are skipped with a message. */
export function describeInBrowser(name: string, suite: () => void): void {
	const skipReason =
		chromiumPath === undefined ? 'no Chromium here, and CHROME_PATH names none' : undefined;
	describeUnless(skipReason, name, suite);
}

/** Starts Chromium without a window and without calls to its maker. */
export async function startChromium(): Promise<Browser> {
	// n8n's editor names its parts by this attribute.
	selectors.setTestIdAttribute('data-test-id');
	return chromium.launch({
		executablePath: chromiumPath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
