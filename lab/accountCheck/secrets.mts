const HIDDEN = '***';

/** Shorter values are no secrets, and would blot out ordinary words. */
const SHORTEST_SECRET = 6;

/** Every secret that a run has come across, so that none of them leaves it. */
export class Secrets {
	readonly #values = new Set<string>();

	/** @param values JWT, client secret, tokens; undefined ones are left out */
	add(...values: Array<string | undefined>): void {
		for (const value of values) {
			if (value !== undefined && value.length >= SHORTEST_SECRET) this.#values.add(value);
		}
	}

	/** The text without any of them: the last step before it is shown or written. */
	hide(text: string): string {
		const longestFirst = [...this.#values].sort((one, other) => other.length - one.length);
		return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
	}
}
