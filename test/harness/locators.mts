/** A value of a resource locator, as n8n saves it. */
export interface Locator {
	__rl: true;
	mode: string;
	value: string;
}

export const byId = (value: string): Locator => ({ __rl: true, mode: 'id', value });

export const byNumber = (value: string): Locator => ({ __rl: true, mode: 'number', value });
