import type { Call } from '../calls/call.mts';
import type { Exchange } from '../calls/exchange.mts';
import type { Options } from '../options.mts';
import { RingOut, type RingOutRequest } from './ringOut.mts';

/** All RingOuts since the start. */
export class RingOuts {
	readonly #exchange: Exchange;
	readonly #form: () => Options['ringOutForm'];
	readonly #ringOuts = new Map<string, RingOut>();

	/** @param form the form of new RingOuts */
	constructor(exchange: Exchange, form: () => Options['ringOutForm']) {
		this.#exchange = exchange;
		this.#form = form;
	}

	start(request: RingOutRequest): RingOut {
		const id = String(500_000_001 + this.#ringOuts.size);
		const ringOut = new RingOut(id, request, { exchange: this.#exchange, form: this.#form() });
		this.#ringOuts.set(id, ringOut);
		return ringOut;
	}

	/** Assumption RINGOUT-FORGOTTEN: a RingOut that is over is no longer found. */
	find(id: string, ownerId: string): RingOut | undefined {
		const ringOut = this.#ringOuts.get(id);
		return ringOut?.ownerId === ownerId && !ringOut.isOver ? ringOut : undefined;
	}

	callChanged(call: Call): void {
		for (const ringOut of this.#ringOuts.values()) ringOut.callChanged(call);
	}

	reset(): void {
		this.#ringOuts.clear();
	}
}
