import { html, nothing } from './lit-html/lit-html.js';
import { repeat } from './lit-html/directives/repeat.js';

import { copy, redraw, shown } from './send.js';

/** Each call with its parties, its events and the requests about it, live. */
export function timelineView({ calls }, entries) {
	const others = entries.filter(({ telephonySessionId }) => telephonySessionId === null);
	return html`<section class="timeline" aria-labelledby="timeline-title">
		<h2 id="timeline-title">Timeline</h2>
		${calls.length === 0
			? html`<p class="card quiet">
					No call yet. Dial a number, or play a scenario. Events and requests appear here as they
					happen.
				</p>`
			: nothing}
		${repeat(
			calls,
			({ telephonySessionId }) => telephonySessionId,
			(call, index) => callView(call, entries, index === 0),
		)}
		${others.length > 0
			? html`<details class="card call">
					<summary><span class="title">Requests about no call</span></summary>
					${entriesView(others)}
				</details>`
			: nothing}
	</section>`;
}

function callView(call, entries, isNewest) {
	const own = entries.filter(
		({ telephonySessionId }) => telephonySessionId === call.telephonySessionId,
	);
	return html`<details class="card call" ?open=${isNewest || !call.isOver}>
		<summary>
			<span class="title">${call.title}</span>
			<span class="badge ${call.isOver ? '' : 'on'}">${call.isOver ? 'over' : 'live'}</span>
		</summary>
		<ul class="parties" aria-label="Parties">
			${call.parties.map(
				({ id, who, status, isPresent }) =>
					html`<li class=${isPresent ? '' : 'left-call'} title=${id}>
						${id.split('-').at(-1)} ${who} <span class="badge">${status}</span>
					</li>`,
			)}
		</ul>
		${entriesView(own)}
	</details>`;
}

function entriesView(entries) {
	return html`<ol class="entries">
		${repeat(entries, ({ number }) => number, entryView)}
	</ol>`;
}

function entryView(entry) {
	const { number, at, kind, text } = entry;
	const isOpen = shown.openEntries.has(number);
	const content = kind === 'event' ? entry.notification : requestContent(entry);
	const item = kind === 'event' ? entry.testItem : entry.answer;
	const toggle = ({ target }) => {
		if (target.open) shown.openEntries.add(number);
		else shown.openEntries.delete(number);
		redraw();
	};
	return html`<li class="entry ${kind}">
		<details ?open=${isOpen} @toggle=${toggle}>
			<summary>
				<time datetime=${new Date(at).toISOString()}>${clockTime(at)}</time>
				<span class="text">${text}</span>
				${kind === 'event' ? eventBadges(entry) : answerBadge(entry)}
			</summary>
			${isOpen
				? html`<pre tabindex="0" aria-label=${`JSON of: ${text}`}>${json(content)}</pre>`
				: nothing}
		</details>
		<span class="copies">
			<button
				class="small"
				title="Copy the JSON"
				aria-label=${`Copy JSON: ${text}`}
				@click=${() => copy(json(content), 'JSON')}
			>
				JSON
			</button>
			${item
				? html`<button
						class="small"
						title="Copy as an item for n8n’s pinned data: paste it under Edit Output"
						aria-label=${`Copy item for n8n: ${text}`}
						@click=${() => copy(json([item]), "item for n8n's pinned data")}
					>
						n8n
					</button>`
				: nothing}
		</span>
	</li>`;
}

function requestContent({ method, path, query, body, status, answer }) {
	return { method, path, query, body, status, answer };
}

function eventBadges({ statusCode, reason, deliveries }) {
	return html`<span class="badge event">${statusCode}${reason ? ` · ${reason}` : nothing}</span>
		${deliveries.map(
			({ transport, status }) =>
				html`<span class="badge ${status === 200 ? 'on' : ''}"
					>${transport} ${status ?? 'sent'}</span
				>`,
		)}`;
}

function answerBadge({ status }) {
	const isGood = status !== null && status < 400;
	return html`<span class="badge ${isGood ? 'on' : 'off'}">${status ?? 'no answer'}</span>`;
}

function json(value) {
	return JSON.stringify(value, null, 2);
}

function clockTime(at) {
	const time = new Date(at);
	const parts = [time.getHours(), time.getMinutes(), time.getSeconds()];
	const text = parts.map((part) => String(part).padStart(2, '0')).join(':');
	return `${text}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
