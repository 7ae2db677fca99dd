import { html, render } from './lit-html/lit-html.js';

import { companyView } from './company.js';
import { keepFocus } from './focus.js';
import { outsideView } from './outside.js';
import { connectView, faultsView, scenariosView } from './panels.js';
import { send, shown } from './send.js';
import { timelineView } from './timeline.js';

/** The latest state from the simulator: its view, and the entries of the timeline by number. */
const latest = { view: undefined, entries: new Map(), isConnected: false };

const page = document.getElementById('page');
const announcements = document.getElementById('announcements');

function draw() {
	keepFocus(() => render(pageView(latest), page));
}

function pageView({ view, entries, isConnected }) {
	if (view === undefined) return html`<p class="waiting">Connecting to the simulator …</p>`;
	return html`
		<a class="skip" href="#company">Skip to the company’s phones</a>
		<header class="top">
			<h1>Virtual phones</h1>
			<p class="company">${view.company.name} · ${view.company.mainNumber}</p>
			<p class="connection ${isConnected ? 'on' : 'off'}">
				${isConnected ? 'Live' : 'The simulator does not answer'}
			</p>
			<button
				class="plain"
				title="Everybody hangs up and the timeline is emptied. Sign-ins and subscriptions stay."
				@click=${() => send('DELETE', '/sim/calls', undefined, 'All calls have ended')}
			>
				Reset calls
			</button>
		</header>
		<div role="alert" class="notice" ?hidden=${shown.notice === ''}>${shown.notice}</div>
		<main>
			<div class="left">${outsideView(view.outside)} ${scenariosView(view)}</div>
			<div class="middle">${companyView(view)} ${faultsView(view)} ${connectView()}</div>
			<div class="right">${timelineView(view, [...entries.values()])}</div>
		</main>
	`;
}

function receive({ data }, isWhole) {
	const { view, entries } = JSON.parse(data);
	if (isWhole) latest.entries.clear();
	else announce(entries.filter(({ number }) => !latest.entries.has(number)));
	for (const entry of entries) latest.entries.set(entry.number, entry);
	latest.view = view;
	latest.isConnected = true;
	draw();
}

/** Lets screen readers announce the events of calls. */
function announce(entries) {
	const sentences = entries.filter(({ kind }) => kind === 'event').map(({ text }) => text);
	if (sentences.length > 0) announcements.textContent = sentences.join('. ');
}

const feed = new EventSource('/sim/page');
feed.addEventListener('whole', (message) => receive(message, true));
feed.addEventListener('news', (message) => receive(message, false));
feed.addEventListener('error', () => {
	latest.isConnected = false;
	draw();
});
addEventListener('draw', draw);
draw();
