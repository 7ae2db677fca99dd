import { createInterface } from 'node:readline/promises';

import colors from 'picocolors';

import type { Person } from './run.mts';

/** Time limit of a question. */
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;

/** The person at this terminal. `close` ends the conversation. */
export function terminalPerson(): Person & { close(): void } {
	const { bold, cyan, green, red, dim } = colors.createColors(
		process.stdout.isTTY && colors.isColorSupported,
	);
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	let isClosed = false;
	lines.on('close', () => {
		isClosed = true;
	});

	const ask = async (question: string, endsAt?: number): Promise<string | undefined> => {
		if (isClosed) return undefined;
		const ended = new AbortController();
		const end = () => ended.abort();
		lines.once('close', end);
		try {
			const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(waitFor(endsAt))]);
			return (await lines.question(question, { signal })).trim();
		} catch {
			return undefined;
		} finally {
			lines.off('close', end);
		}
	};
	const coloured = (text: string) =>
		text
			.replace(/^( +)(confirmed)\b/, (_, space: string, word: string) => space + green(word))
			.replace(/^( +)(refuted)\b/, (_, space: string, word: string) => space + red(word))
			.replace(/^( +)(not seen)\b/, (_, space: string, word: string) => space + dim(word));

	return {
		say: (text) => console.log(coloured(text)),
		async makeCall({ text, endsAt }) {
			console.log(`\n${bold(text)}`);
			const answer = await ask(cyan('Enter: go on · s: leave it out · q: end the calls  '), endsAt);
			if (answer === undefined || answer.toLowerCase() === 'q') return 'stop';
			return answer.toLowerCase() === 's' ? 'skip' : 'done';
		},
		async agree({ name, effect }) {
			const answer = await ask(`  ${bold(name)}: ${effect} ${cyan('Send it? y/n')}  `);
			return /^y(es)?$/i.test(answer ?? '');
		},
		async phoneNumber(purpose) {
			const answer = (await ask(`${bold(purpose)}: `))?.replace(/[\s().-]/g, '') ?? '';
			return /^\+[1-9]\d{6,14}$/.test(answer) ? answer : undefined;
		},
		close: () => lines.close(),
	};
}

function waitFor(endsAt: number | undefined): number {
	return endsAt === undefined ? LONGEST_WAIT_MILLISECONDS : Math.max(endsAt - Date.now(), 1);
}
