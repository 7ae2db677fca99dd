import { html, nothing } from './lit-html/lit-html.js';
import { repeat } from './lit-html/directives/repeat.js';

import { redraw, send, shown } from './send.js';

/** The calls on one phone, with their buttons. */
export function linesView(lines) {
	return html`<ul class="lines">
		${repeat(lines, ({ partyId }) => partyId, lineView)}
	</ul>`;
}

function lineView(line) {
	const { partyId, state, text, isMuted, isRecorded, actions } = line;
	return html`<li class="line ${state}" data-line=${partyId}>
		<p class="what">
			${text}${isMuted ? html` <span class="mark">muted</span>` : nothing}
			${isRecorded ? html` <span class="mark">recorded</span>` : nothing}
		</p>
		<div class="actions" role="group" aria-label=${text}>
			${repeat(
				actions,
				({ id }) => id,
				(action) => actionView(line, action),
			)}
		</div>
	</li>`;
}

function actionView({ partyId }, { label, key, tone, path, body, choices }) {
	if (choices !== undefined) return choiceView(partyId, { label, key, path, choices });
	return html`<button
		class=${tone}
		data-key=${key || nothing}
		aria-keyshortcuts=${key || nothing}
		@click=${() => send('POST', path, body)}
	>
		${label}${keyHint(key)}
	</button>`;
}

function keyHint(key) {
	return key ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing;
}

/** A button that opens a list of choices. */
function choiceView(partyId, { label, key, path, choices }) {
	const isOpen = shown.openTransfers.has(partyId);
	const toggle = (event) => {
		if (isOpen) shown.openTransfers.delete(partyId);
		else shown.openTransfers.add(partyId);
		redraw();
		event.target.closest('.actions')?.querySelector('select')?.focus();
	};
	const choose = (event) => {
		event.preventDefault();
		const choice = choices[Number(new FormData(event.target).get('choice'))];
		shown.openTransfers.delete(partyId);
		void send('POST', path, choice?.body);
	};
	return html`<button
			class="plain"
			data-key=${key}
			aria-keyshortcuts=${key}
			aria-expanded=${isOpen}
			@click=${toggle}
		>
			${label} …${keyHint(key)}
		</button>
		${isOpen
			? html`<form class="choice" @submit=${choose}>
					<label
						>${label} to
						<select name="choice">
							${choices.map(
								(choice, index) => html`<option value=${index}>${choice.label}</option>`,
							)}
						</select></label
					>
					<button class="good">${label} now</button>
				</form>`
			: nothing}`;
}
