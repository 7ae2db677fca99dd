/**
 * Draws and keeps the focus. When the button with the focus disappears, as 'Answer' does, the phone
 * around it gets the focus, so that its keys still work.
 */
export function keepFocus(draw) {
	const before = document.activeElement;
	const phone = before?.closest('[data-phone]')?.dataset.phone;
	draw();
	if (phone === undefined || document.activeElement === before) return;
	document.querySelector(`[data-phone="${phone}"]`)?.focus();
}

/** Presses the button of a phone that has this key. */
export function pressKey(event) {
	const { target, key, ctrlKey, altKey, metaKey, currentTarget } = event;
	if (ctrlKey || altKey || metaKey || key.length !== 1) return;
	if (target.matches('input, select, textarea')) return;
	const line = target.closest('[data-line]');
	const selector = `button[data-key="${CSS.escape(key.toUpperCase())}"]`;
	const button = line?.querySelector(selector) ?? currentTarget.querySelector(selector);
	if (!button) return;
	event.preventDefault();
	button.click();
}
