import colors from 'picocolors';

import type { Moment } from './demonstration.mts';

/** The lab's output: a terminal, or a log that must stay plain. */
export interface Terminal {
	line(text?: string): void;
	/** Shows a title while the work goes on; resolves and rejects with the work itself. */
	during<T>(title: string, work: () => Promise<T>): Promise<T>;
	moment(moment: Moment, startedAt: number): void;
	complaint(text: string): void;
}

export function openTerminal(): Terminal {
	const isTerminal = process.stdout.isTTY === true;
	const { dim, green, red, bold } = colors.createColors(isTerminal && colors.isColorSupported);

	return {
		line: (text = '') => console.log(text),
		async during(title, work) {
			const startedAt = Date.now();
			const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
			let frame = 0;
			const spin = () => {
				frame = (frame + 1) % frames.length;
				process.stdout.write(`\r${frames[frame] ?? ''} ${title}`);
			};
			const timer = isTerminal ? setInterval(spin, 80) : undefined;
			try {
				const result = await work();
				const time = dim(`(${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
				process.stdout.write(`${isTerminal ? '\r' : ''}${green('✓')} ${title} ${time}\n`);
				return result;
			} catch (reason) {
				process.stdout.write(`${isTerminal ? '\r' : ''}${red('✗')} ${title}\n`);
				throw reason;
			} finally {
				clearInterval(timer);
			}
		},
		moment: ({ text, at }, startedAt) =>
			console.log(`${bold(String(at - startedAt).padStart(7))} ms  ${text}`),
		complaint: (text) => console.error(red(text)),
	};
}
