import { randomInt } from 'node:crypto';

import type { JsonObject } from '../requestBody.mts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** Nine to six, Monday to Friday. */
const initialSchedule: JsonObject = {
	weeklyRanges: Object.fromEntries(weekdays.map((day) => [day, [{ from: '09:00', to: '18:00' }]])),
};

/** A rule for the calls of an extension or of the company, e.g. on a holiday. */
export interface AnsweringRule extends JsonObject {
	id: string;
	type: string;
	enabled: boolean;
}

/** Business hours of the company and its extensions, and their further rules. */
export class BusinessHours {
	readonly #schedules = new Map<string, JsonObject>();
	readonly #rules = new Map<string, AnsweringRule[]>();

	/** @param owner the ID of an extension, or of the account. */
	of(owner: string): JsonObject {
		return this.#schedules.get(owner) ?? initialSchedule;
	}

	set(owner: string, schedule: JsonObject): void {
		this.#schedules.set(owner, schedule);
	}

	/** @param owner the ID of an extension, or of the account. */
	rulesOf(owner: string): readonly AnsweringRule[] {
		return this.#rules.get(owner) ?? [];
	}

	addRule(owner: string, fields: JsonObject): AnsweringRule {
		const { type = 'Custom', enabled = true } = fields;
		const added: AnsweringRule = {
			...fields,
			type: String(type),
			enabled: enabled !== false,
			id: String(randomInt(100_000, 999_999)),
		};
		this.#rules.set(owner, [...this.rulesOf(owner), added]);
		return added;
	}

	reset(): void {
		this.#schedules.clear();
		this.#rules.clear();
	}
}
