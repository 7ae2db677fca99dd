import { setTimeout as wait } from 'node:timers/promises';

import type { Control } from './phones.mts';
import type { Scenario } from './scenarios.mts';

/** Long enough for a person to follow the steps, and to act before the next one. */
export const defaultPaceMilliseconds = 1_500;

/** The present or last scenario as the page shows it. */
export interface ScenarioView {
	id: string;
	name: string;
	/** The current step, or the end of the scenario. */
	text: string;
	isPlaying: boolean;
}

/** The scenario was stopped, or another one has begun. */
class Stopped extends Error {}

/** Plays one scenario at a time, at a pace that people can follow. */
export class ScenarioRun {
	#current: ScenarioView | undefined;
	#stopping = new AbortController();

	get view(): ScenarioView | undefined {
		return this.#current;
	}

	/** Stops a running scenario and plays this one from the start. Resolves when it is over. */
	async play(
		scenario: Scenario,
		control: Control,
		paceMilliseconds: number,
		changed: () => void,
	): Promise<ScenarioView> {
		this.stop();
		const stopping = new AbortController();
		this.#stopping = stopping;
		const { id, name } = scenario;
		const view: ScenarioView = { id, name, text: '', isPlaying: true };
		this.#current = view;
		let isFirst = true;
		const step = async (sentence: string) => {
			if (!isFirst) await wait(paceMilliseconds, undefined, { signal: stopping.signal });
			if (stopping.signal.aborted) throw new Stopped();
			isFirst = false;
			view.text = sentence;
			changed();
		};
		try {
			await scenario.play({ control, step });
			view.text = 'The scenario is over';
		} catch (reason) {
			view.text = stopping.signal.aborted
				? 'Stopped'
				: `Stopped at '${view.text}': the call has gone another way (${messageOf(reason)})`;
		}
		view.isPlaying = false;
		changed();
		return view;
	}

	stop(): void {
		this.#stopping.abort();
	}
}

function messageOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}
