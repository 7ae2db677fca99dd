/** A value of a resource locator, as n8n saves it. */
export interface Locator {
	__rl: true;
	mode: string;
	value: string;
	/** The name of the chosen entry, which the editor keeps. */
	cachedResultName?: string;
}

export const locator = (mode: string, value: string): Locator => ({ __rl: true, mode, value });

export const byId = (value: string): Locator => locator('id', value);

export const byNumber = (value: string): Locator => locator('number', value);

export const fromList = (value: string, name?: string): Locator => ({
	...locator('list', value),
	...(name !== undefined && { cachedResultName: name }),
});
