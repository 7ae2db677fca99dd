import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import { labFolder, projectRoot } from '../../lab/src/folders.mts';
import { mainVersion } from '../../lab/src/n8nVersions.mts';
import { visibleIcons } from './icons.mts';
import { smallPng, textOfPng } from './smallPng.mts';

const largestPicture = 150_000;

/** The page counts as drawn after this time without a change. */
const calmMilliseconds = 1_000;

/**
 * Takes the documentation's picture docs/pictures/NAME.png. The suite leaves the new picture in
 * .lab/pictures, and replaces the old one where UPDATE_PICTURES is set. Pictures carry a digest of
 * the words in them: fonts and times differ from machine to machine, words do not.
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
	const digest = digestOf(await wordsIn(part));
	await keepPicture(extent === 'part' ? part : page, name, digest);
}

/**
 * The same for a page of n8n's editor: a picture is out of date also when n8n has another version, and
 * when the icons of the package have changed.
 *
 * @param selector the part of the page whose words count
 */
export async function takeEditorPicture(page: Page, name: string, selector: string): Promise<void> {
	const part = page.locator(selector).first();
	let digest: string;
	let latest = '';
	// n8n draws icons and counts of items one after the other.
	do {
		await pause(calmMilliseconds);
		digest = latest;
		latest = await editorDigest(page, part);
	} while (digest !== latest);
	await keepPicture(page, name, digest);
}

async function editorDigest(page: Page, part: Locator): Promise<string> {
	const icons = (await visibleIcons(page)).map((file) =>
		readFile(path.join(projectRoot, 'icons', file), 'utf8'),
	);
	const words = digestOf(await wordsIn(part));
	return sha256([words, mainVersion, ...(await Promise.all(icons))].join('\n'));
}

async function keepPicture(shown: Locator | Page, name: string, digest: string): Promise<void> {
	const png = smallPng(await shown.screenshot({ animations: 'disabled' }), digest);
	if (png.length > largestPicture) {
		throw new Error(`The picture ${name} has ${png.length} bytes: ${largestPicture} are the most`);
	}
	await mkdir(path.join(labFolder, 'pictures'), { recursive: true });
	await writeFile(path.join(labFolder, 'pictures', `${name}.png`), png);
	const documented = path.join(projectRoot, 'docs', 'pictures', `${name}.png`);
	if (process.env.UPDATE_PICTURES) await writeFile(documented, png);
	const known = existsSync(documented) ? textOfPng(await readFile(documented)) : undefined;
	if (known !== digest) {
		throw new Error(
			`docs/pictures/${name}.png is out of date: compare it with .lab/pictures/${name}.png, and run the suite with UPDATE_PICTURES=1`,
		);
	}
}

/** Leaves a picture of the page in .lab/pictures, to look at after the run. */
export async function photograph(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: path.join(labFolder, 'pictures', `${name}.png`) });
}

/** The text of a part of the page, followed by the text of its fields. */
async function wordsIn(part: Locator): Promise<string> {
	const fields = await part.locator('input, textarea').filter({ visible: true }).all();
	const entered = await Promise.all(fields.map((field) => field.inputValue()));
	return [await part.innerText(), ...entered].join('\n');
}

/** A digest of the words alone: numbers may be times, and IDs of calls and parties change. */
function digestOf(words: string): string {
	const withoutIds = words.replaceAll(/\b[ps]-[\da-z]{20,}/g, 'ID');
	return sha256(withoutIds.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' ').trim());
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
