import type { Page } from 'playwright-core';

/** WCAG 2.2, 1.4.11: the least contrast of a drawing that people have to recognise. */
const leastContrast = 3;

type Colour = readonly [red: number, green: number, blue: number];

/** A picture of the package on the page. */
interface Icon {
	/** The address of its SVG. */
	source: string;
	isDrawn: boolean;
	/** The colour behind the icon. */
	background: Colour;
}

/**
 * Looks at every icon of the package that the page shows now.
 *
 * @returns the names of their files.
 * @throws {Error} naming the first icon that is not drawn, or a colour of it with too little contrast
 */
export async function visibleIcons(page: Page): Promise<string[]> {
	const icons = await page.evaluate<Icon[]>(iconsOfThePackage);
	for (const { source, isDrawn, background } of icons) {
		if (!isDrawn) throw new Error(`${source} is not drawn`);
		const svg = await (await page.request.get(source)).text();
		for (const [code] of svg.matchAll(/#[\da-f]{6}/g)) {
			const contrast = contrastOf(colourOf(code), background);
			if (contrast < leastContrast) {
				throw new Error(
					`${code} of ${source} has a contrast of ${contrast.toFixed(1)} on rgb(${background.join(', ')})`,
				);
			}
		}
	}
	return [...new Set(icons.map(({ source }) => source.slice(source.lastIndexOf('/') + 1)))].sort();
}

/** Runs in the page. A canvas of one pixel understands each way to write a colour. */
const iconsOfThePackage = `(() => {
	const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	const rgba = (colour) => {
		pixel.clearRect(0, 0, 1, 1);
		pixel.fillStyle = colour;
		pixel.fillRect(0, 0, 1, 1);
		return [...pixel.getImageData(0, 0, 1, 1).data];
	};
	const backgroundOf = (element) => {
		if (element === null) return [255, 255, 255];
		const [red, green, blue, alpha] = rgba(getComputedStyle(element).backgroundColor);
		return alpha === 255 ? [red, green, blue] : backgroundOf(element.parentElement);
	};
	return [...document.images]
		.filter((image) => image.src.includes('/n8n-nodes-ringcentral-call-control/'))
		.filter((image) => image.checkVisibility() && image.width > 0)
		.map((image) => ({
			source: image.src,
			isDrawn: image.complete && image.naturalWidth > 0,
			background: backgroundOf(image),
		}));
})()`;

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOf(one: Colour, other: Colour): number {
	const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(colour: Colour): number {
	const [red = 0, green = 0, blue = 0] = colour.map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param code e.g. "#14365c" */
function colourOf(code: string): Colour {
	const number = Number.parseInt(code.slice(1), 16);
	return [number >> 16, (number >> 8) & 0xff, number & 0xff];
}
