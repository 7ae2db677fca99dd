/** A table of the documentation, with cells in Markdown. */
export interface MarkdownTable {
	heading: readonly string[];
	rows: ReadonlyArray<readonly string[]>;
}

/** The table as Markdown, for Prettier to align. */
export function markdownOf({ heading, rows }: MarkdownTable): string {
	return [heading, heading.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
