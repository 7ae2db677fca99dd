/** The page's own state: its notice, and the open, typed or chosen elements. */
export const shown = {
	notice: '',
	callerNumber: undefined,
	dialled: '',
	openTransfers: new Set(),
	openEntries: new Set(),
	openCall: undefined,
	credentials: undefined,
};

/** Redraws the page after a change of its state. */
export function redraw() {
	dispatchEvent(new Event('draw'));
}

/**
 * Sends a request to the simulator. Its effects reach the page as news; a refusal is shown.
 *
 * @param {string} [done] the notice of success, for requests without a visible effect
 */
export async function send(method, path, body, done) {
	say('');
	const answer = await fetch(path, {
		method,
		headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	}).catch(() => undefined);
	if (answer === undefined) return say('The simulator does not answer');
	const said = answer.status === 204 ? undefined : await answer.json();
	if (!answer.ok) say(`Not possible now: ${said.message}`);
	else if (done !== undefined) say(done);
	return answer.ok ? said : undefined;
}

export async function copy(text, what) {
	await navigator.clipboard.writeText(text);
	say(`Copied: ${what}`);
}

export function say(notice) {
	shown.notice = notice;
	redraw();
}
