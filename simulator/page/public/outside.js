import { html } from './lit-html/lit-html.js';
import { live } from './lit-html/directives/live.js';

import { pressKey } from './focus.js';
import { linesView } from './lines.js';
import { redraw, send, shown } from './send.js';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** A phone outside the company, with a number pad. */
export function outsideView({ savedCallers, quickDials, lines, menu }) {
	const caller =
		savedCallers.find(({ phoneNumber }) => phoneNumber === shown.callerNumber) ?? savedCallers[0];
	const from = { phoneNumber: caller.phoneNumber, ...(caller.name && { name: caller.name }) };
	const call = (number) => send('POST', '/sim/dial', { from, number });
	return html`<section aria-labelledby="outside-title">
		<h2 id="outside-title">Outside caller</h2>
		<article
			class="phone outside"
			tabindex="-1"
			data-phone="outside"
			aria-labelledby="outside-title"
			@keydown=${pressKey}
		>
			<label class="field"
				>Who calls
				<select
					@change=${({ target }) => {
						shown.callerNumber = target.value;
						redraw();
					}}
				>
					${savedCallers.map(
						({ name, phoneNumber }) =>
							html`<option value=${phoneNumber} ?selected=${phoneNumber === caller.phoneNumber}>
								${name ? `${name} · ${phoneNumber}` : phoneNumber}
							</option>`,
					)}
				</select></label
			>
			<form
				@submit=${(event) => {
					event.preventDefault();
					void call(shown.dialled);
				}}
			>
				<label class="field"
					>Number to dial
					<input
						.value=${live(shown.dialled)}
						inputmode="tel"
						autocomplete="off"
						list="quick-dials"
						required
						@input=${({ target }) => {
							shown.dialled = target.value;
						}}
				/></label>
				<datalist id="quick-dials">
					${quickDials.map(({ name, number }) => html`<option value=${number}>${name}</option>`)}
				</datalist>
				<div class="pad" role="group" aria-label="Number pad">
					${keys.map(
						(key) =>
							html`<button
								type="button"
								class="plain"
								@click=${() => {
									shown.dialled += key;
									redraw();
								}}
							>
								${key}
							</button>`,
					)}
				</div>
				<div class="row">
					<button class="good wide">Call</button>
					<button
						type="button"
						class="plain"
						aria-label="Delete the last digit"
						@click=${() => {
							shown.dialled = shown.dialled.slice(0, -1);
							redraw();
						}}
					>
						⌫
					</button>
				</div>
			</form>
			<div class="quick" role="group" aria-label="Call at once">
				<button class="chip" @click=${() => send('POST', '/sim/calls', { from, menu: true })}>
					${menu}
				</button>
				${quickDials.map(
					({ name, number }) =>
						html`<button class="chip" title=${number} @click=${() => call(number)}>
							${name}
						</button>`,
				)}
			</div>
			${linesView(lines)}
		</article>
	</section>`;
}
