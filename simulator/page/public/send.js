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
	showNotice('');
	const answer = await fetch(path, {
		method,
		headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	}).catch(() => undefined);
	if (answer === undefined) return showNotice('The simulator does not answer');
	const content = answer.status === 204 ? undefined : await answer.json();
	if (!answer.ok) showNotice(`Not possible now: ${content.message}`);
	else if (done !== undefined) showNotice(done);
	return answer.ok ? content : undefined;
}

export async function copy(text, name) {
	await navigator.clipboard.writeText(text);
	showNotice(`Copied: ${name}`);
}

export function showNotice(notice) {
	shown.notice = notice;
	redraw();
}
