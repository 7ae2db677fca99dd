import { html, nothing } from './lit-html/lit-html.js';
import { repeat } from './lit-html/directives/repeat.js';

import { pressKey } from './focus.js';
import { linesView } from './lines.js';
import { send } from './send.js';

/** The company's phones, queues and places to park. */
export function companyView({ phones, queues, parking }) {
	return html`<section id="company" tabindex="-1" aria-labelledby="company-title">
		<h2 id="company-title">Company</h2>
		<div class="phones">
			${repeat(phones, ({ extensionNumber }) => extensionNumber, phoneView)}
			${queues.map(queueView)} ${parkingView(parking)}
		</div>
	</section>`;
}

/** The state of the line that determines the look of a phone. */
function stateOf(lines) {
	const strongest = ['ringing', 'talking', 'conference', 'listening', 'held', 'waiting', 'calling'];
	return strongest.find((state) => lines.some((line) => line.state === state)) ?? lines[0]?.state;
}

const stateWords = {
	calling: 'Calling',
	conference: 'Conference',
	held: 'On hold',
	listening: 'Listening',
	parked: 'Parked',
	ringing: 'Ringing',
	talking: 'Talking',
	voicemail: 'Voicemail',
	waiting: 'Put on hold',
};

function phoneView({ extensionNumber, name, isSignedInUser, doNotDisturb, lines }) {
	const state = stateOf(lines);
	const title = `phone-${extensionNumber}`;
	return html`<article
		class="phone ${state ?? ''}"
		tabindex="-1"
		data-phone=${extensionNumber}
		aria-labelledby=${title}
		@keydown=${pressKey}
	>
		<header>
			<h3 id=${title}>
				${name} <span class="number">${extensionNumber}</span>
				${isSignedInUser
					? html`<span class="number" title="Whom n8n signs in as">n8n’s user</span>`
					: nothing}
			</h3>
			<p class="state">${state ? stateWords[state] : doNotDisturb ? 'Do Not Disturb' : 'Free'}</p>
		</header>
		${linesView(lines)}
		<footer>
			<form
				class="dial"
				@submit=${(event) => {
					event.preventDefault();
					const number = new FormData(event.target).get('number');
					void send('POST', '/sim/dial', { from: { extensionNumber }, number });
				}}
			>
				<input
					name="number"
					aria-label=${`Number for ${name} to dial`}
					placeholder="Number"
					inputmode="tel"
					autocomplete="off"
					required
				/>
				<button class="plain" aria-label=${`Call from ${name}`}>Call</button>
			</form>
			<button
				class="plain toggle"
				aria-label=${`DND, Do Not Disturb, of ${name}`}
				title="Do Not Disturb"
				aria-pressed=${doNotDisturb}
				@click=${() =>
					send('PATCH', `/sim/extensions/${extensionNumber}/presence`, {
						dndStatus: doNotDisturb ? 'TakeAllCalls' : 'DoNotAcceptAnyCalls',
					})}
			>
				DND
			</button>
		</footer>
	</article>`;
}

function queueView({ extensionNumber, name, members, lines }) {
	const title = `phone-${extensionNumber}`;
	return html`<article class="phone place" aria-labelledby=${title}>
		<header>
			<h3 id=${title}>${name} <span class="number">${extensionNumber}</span></h3>
			<p class="state">${lines.length === 0 ? 'Nobody waits' : `${lines.length} waiting`}</p>
		</header>
		${linesView(lines)}
		<p class="quiet">Rings ${members.join(' and ')}</p>
	</article>`;
}

function parkingView({ locations, parked, pickers }) {
	const places = locations.map(({ name, number }) => `${name} ${number}`).join(', ');
	return html`<article
		class="phone place"
		tabindex="-1"
		data-phone="parking"
		aria-labelledby="parking"
	>
		<header>
			<h3 id="parking">Parked calls</h3>
			<p class="state">${parked.length === 0 ? 'Nobody waits' : `${parked.length} waiting`}</p>
		</header>
		<ul class="lines">
			${repeat(
				parked,
				({ partyId }) => partyId,
				(call) => parkedView(call, pickers),
			)}
		</ul>
		<p class="quiet">${places}, and numbers like *801</p>
	</article>`;
}

function parkedView({ who, place, number }, pickers) {
	const pickUp = (event) => {
		event.preventDefault();
		const extensionNumber = new FormData(event.target).get('picker');
		void send('POST', '/sim/dial', { from: { extensionNumber }, number });
	};
	return html`<li class="line parked">
		<p class="what">${place}: ${who}</p>
		<form class="choice" @submit=${pickUp}>
			<label
				>Pick up at
				<select name="picker">
					${pickers.map((picker) => html`<option value=${picker.number}>${picker.name}</option>`)}
				</select></label
			>
			<button class="good">Pick up</button>
		</form>
	</li>`;
}
