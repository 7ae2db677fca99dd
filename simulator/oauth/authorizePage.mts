import { extensions } from '../account.mts';

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

const style = `
	body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1d2330; }
	main { max-width: 26rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 12px; }
	h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
	button { display: block; width: 100%; margin-top: .75rem; padding: .75rem; font: inherit;
		border: 1px solid #c3c9d4; border-radius: 8px; background: #fff; cursor: pointer; }
	button:first-of-type { border-color: #0b5cad; background: #0b5cad; color: #fff; }
`;

function page(title: string, content: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body><main><h1>${title}</h1>${content}</main></body>
</html>`;
}

/** The page for choosing the user to sign in as. */
export function authorizePage(parameters: Record<string, string>): string {
	const hiddenFields = Object.entries(parameters).map(
		([name, value]) =>
			`<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
	);
	const users = extensions.filter((extension) => extension.type === 'User');
	const buttons = users.map(
		({ name, number }) =>
			`<button name="extensionNumber" value="${number}">Sign in as ${escapeHtml(name)}</button>`,
	);
	return page(
		'Simulated RingCentral',
		`<p>An application asks to use this account. There is no password here.</p>
<form method="post" action="/restapi/oauth/authorize">
${hiddenFields.join('\n')}
${buttons.join('\n')}
</form>`,
	);
}

/** Shown when a redirect would not be safe. */
export function authorizeRefusedPage(message: string): string {
	return page('Sign-in refused', `<p>${escapeHtml(message)}</p>`);
}
