/** Columns of numbers are aligned on the right. */
export interface Column {
	heading: string;
	isNumber?: boolean;
}

/** A Markdown table in Prettier's format, with padded columns. */
export function alignedTable(
	columns: readonly Column[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const widths = columns.map(({ heading }, column) =>
		Math.max(3, heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${columns.map(({ isNumber }, column) => padded(cells[column] ?? '', widths[column] ?? 3, isNumber)).join(' | ')} |`;
	return [
		line(columns.map(({ heading }) => heading)),
		`| ${columns.map(({ isNumber }, column) => rule(widths[column] ?? 3, isNumber)).join(' | ')} |`,
		...rows.map(line),
	].join('\n');
}

function padded(cell: string, width: number, isNumber = false): string {
	return isNumber ? cell.padStart(width) : cell.padEnd(width);
}

function rule(width: number, isNumber = false): string {
	return isNumber ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
}
