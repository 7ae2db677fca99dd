import { PART_NAMES, type BenchRecord } from '../record.mts';
import { svgOf } from './plot.mts';
import { provenance, SECTIONS } from './sections.mts';

const INTRODUCTION = `# Benchmarks

Cost and speed of this package, beside its alternatives. \`npm run bench\` writes this page;
[test/bench](../test/bench/README.md) says how each part is measured, and
[docs/benchmarks/figures.json](benchmarks/figures.json) has the figures with those of each round. A part that a run
leaves out keeps its figures, with their machine and versions.

A figure is the median of the rounds, with the lowest and the highest of them behind it. p50 and p95 are the times that a
half and all but one in twenty do not exceed. All programs of a part run on the same machine, n8n, its databases and the
stand-in for RingCentral, so that the network takes no time, and RingCentral answers at once.`;

/** The content of all files of the document, by path below the project. */
export function documentOf(record: BenchRecord): Map<string, string> {
	const files = new Map<string, string>();
	const parts = PART_NAMES.map((name) => {
		const part = record[name];
		if (part === undefined)
			return `## ${titleOf(name)}\n\nNot measured yet: \`npm run bench -- --only ${name}\`.`;
		const { title, about, findings, tables, plot } = SECTIONS[name](part.results);
		files.set(`docs/benchmarks/${name}.svg`, svgOf(plot));
		return [
			`## ${title}`,
			about,
			`${provenance(part)} Again: \`npm run bench -- --only ${name}\`.`,
			...(findings.length > 0 ? [findings.map((finding) => `- ${finding}`).join('\n')] : []),
			`![${plot.title}](benchmarks/${name}.svg)`,
			...tables,
		].join('\n\n');
	});
	files.set('docs/benchmarks.md', `${[INTRODUCTION, ...parts].join('\n\n')}\n`);
	return files;
}

function titleOf(name: (typeof PART_NAMES)[number]): string {
	return SECTIONS[name]([]).title;
}
