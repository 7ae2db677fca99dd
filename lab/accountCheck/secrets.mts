const HIDDEN = '***';

/** Shorter values are no secrets, and would blot out ordinary words. */
const SHORTEST_SECRET = 6;

/** Collects the secrets of a run, to keep them out of its output. */
export class Secrets {
	readonly #values = new Set<string>();

	/** @param values JWT, client secret, tokens; undefined is ignored */
	add(...values: Array<string | undefined>): void {
		for (const value of values) {
			if (value !== undefined && value.length >= SHORTEST_SECRET) this.#values.add(value);
		}
	}

	/** The text without the secrets: the last step before output. */
	hide(text: string): string {
		const longestFirst = [...this.#values].sort((one, other) => other.length - one.length);
		return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
	}
}
