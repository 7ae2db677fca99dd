import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { labFolder, projectRoot } from '../../lab/src/folders.mts';
import { smallPng, textOfPng } from './smallPng.mts';

const largestPicture = 150_000;

/**
 * Takes the picture that the documentation shows as docs/pictures/NAME.png. The suite leaves the new
 * one in .lab/pictures, and replaces the old one where UPDATE_PICTURES is set. Pictures carry a digest
 * of the words in them: fonts and times differ from machine to machine, words do not.
 *
 * @param selector the part of the page whose words count
 * @param extent the whole page, or that part of it only
 * @throws {Error} when the picture of the documentation shows other words, or does not exist
 */
export async function takePicture(
	page: Page,
	name: string,
	selector = 'body',
	extent: 'page' | 'part' = 'page',
): Promise<void> {
	const part = page.locator(selector).first();
	const digest = digestOf(await part.innerText());
	const screenshot = await (extent === 'part' ? part : page).screenshot({ animations: 'disabled' });
	const png = smallPng(screenshot, digest);
	if (png.length > largestPicture) {
		throw new Error(`The picture ${name} has ${png.length} bytes: ${largestPicture} are the most`);
	}
	await mkdir(path.join(labFolder, 'pictures'), { recursive: true });
	await writeFile(path.join(labFolder, 'pictures', `${name}.png`), png);
	const shown = path.join(projectRoot, 'docs', 'pictures', `${name}.png`);
	if (process.env.UPDATE_PICTURES) await writeFile(shown, png);
	const known = existsSync(shown) ? textOfPng(await readFile(shown)) : undefined;
	if (known !== digest) {
		throw new Error(
			`docs/pictures/${name}.png is out of date: run the suite with UPDATE_PICTURES=1`,
		);
	}
}

/** Of the words alone: numbers may be times and IDs. */
function digestOf(words: string): string {
	const stable = words.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' ').trim();
	return createHash('sha256').update(stable).digest('hex');
}
