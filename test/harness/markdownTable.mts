/** A table of the documentation, cell by cell as Markdown. */
export interface MarkdownTable {
	heading: readonly string[];
	rows: ReadonlyArray<readonly string[]>;
}

/** The table as it can be pasted; Prettier sets its columns. */
export function markdownOf({ heading, rows }: MarkdownTable): string {
	return [heading, heading.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
