/** What the page itself knows: what is open, typed or chosen, and what it has to say. */
export const shown = {
	notice: '',
	callerNumber: undefined,
	dialled: '',
	openTransfers: new Set(),
	openEntries: new Set(),
	openCall: undefined,
	credentials: undefined,
};

/** Lets the page be drawn again after a change of what it shows. */
export function redraw() {
	dispatchEvent(new Event('draw'));
}

/**
 * Asks the simulator to do something. What comes of it reaches the page as news; a refusal is shown.
 *
 * @param {string} [done] said when it has worked, where nothing else shows it
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
