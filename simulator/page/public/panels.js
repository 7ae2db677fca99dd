import { html, nothing } from './lit-html/lit-html.js';

import { copy, redraw, send, showNotice, shown } from './send.js';

export function scenariosView({ scenarios, scenario }) {
	return html`<section aria-labelledby="scenarios-title">
		<h2 id="scenarios-title">Scenarios</h2>
		<div class="card">
			<div class="chips">
				${scenarios.map(
					({ id, name, description }) =>
						html`<button
							class="chip"
							title=${description}
							aria-pressed=${scenario?.isPlaying === true && scenario.id === id}
							@click=${() => send('POST', `/sim/scenarios/${id}`)}
						>
							${name}
						</button>`,
				)}
			</div>
			<p class="step" role="status">
				${scenario ? html`<strong>${scenario.name}:</strong> ${scenario.text}` : nothing}
			</p>
			${scenario?.isPlaying
				? html`<button class="plain" @click=${() => send('DELETE', '/sim/scenarios')}>Stop</button>`
				: nothing}
		</div>
	</section>`;
}

export function faultsView({ faults: { presets, pending }, subscriptions }) {
	const { webhooks, webSockets, blacklisted } = subscriptions;
	const cause = async (id) => {
		const answer = await send('POST', '/sim/faults/presets', { preset: id });
		if (answer) showNotice(answer.text);
	};
	return html`<section aria-labelledby="faults-title">
		<h2 id="faults-title">Let something go wrong</h2>
		<div class="card">
			<div class="chips">
				${presets.map(
					({ id, name, description }) =>
						html`<button class="chip" title=${description} @click=${() => cause(id)}>
							${name}
						</button>`,
				)}
				${pending > 0
					? html`<button
							class="plain"
							@click=${() =>
								send('DELETE', '/sim/faults', undefined, 'Nothing goes wrong any more')}
						>
							Take back (${pending})
						</button>`
					: nothing}
			</div>
			<p class="quiet">
				n8n listens with ${webhooks}
				webhook${webhooks === 1 ? '' : 's'}${blacklisted > 0 ? ` (${blacklisted} blacklisted)` : ''}
				and ${webSockets} WebSocket${webSockets === 1 ? '' : 's'}.
			</p>
		</div>
	</section>`;
}

/** The values to paste into n8n's credentials. */
export function connectView() {
	const open = async ({ target }) => {
		if (!target.open || shown.credentials !== undefined) return;
		shown.credentials = await send('GET', '/sim/credentials');
		redraw();
	};
	return html`<section aria-labelledby="connect-title">
		<h2 id="connect-title">Connect n8n</h2>
		<details class="card" @toggle=${open}>
			<summary>What to paste into the credentials</summary>
			${shown.credentials?.map(credentialView)}
		</details>
	</section>`;
}

function credentialView({ name, fields, then }) {
	return html`<h3>${name}</h3>
		<dl class="fields">
			${fields.map(
				({ field, value }) =>
					html`<div>
						<dt>${field}</dt>
						<dd>
							<code>${value}</code>
							<button
								class="small"
								aria-label=${`Copy ${field} of ${name}`}
								@click=${() => copy(value, field)}
							>
								Copy
							</button>
						</dd>
					</div>`,
			)}
		</dl>
		<p class="quiet">${then}</p>`;
}
