import {
	EVENTS,
	isCallEventName,
} from '../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import { FILTERS } from '../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import type { MarkdownTable } from '../../harness/markdownTable.mts';

/** A table of the documentation that has to agree with the code. */
export interface DocumentedTable {
	file: string;
	section: string;
	table: MarkdownTable;
}

/** In the order of the display names. */
const events = Object.entries(EVENTS).sort(([, one], [, other]) =>
	one.name.localeCompare(other.name),
);
const filters = Object.values(FILTERS).sort((one, other) => one.name.localeCompare(other.name));

/** The documentation's tables of events and filters, made from the code. */
export const eventTables: readonly DocumentedTable[] = [
	{
		file: 'README.md',
		section: 'Events that start a workflow',
		table: {
			heading: ['Trigger On', 'starts when', 'limits of the Call Control Trigger'],
			rows: events.map(([, { name, meaning, webhookLimit = '' }]) => [
				bold(name),
				meaning,
				webhookLimit,
			]),
		},
	},
	{
		file: 'docs/events.md',
		section: 'Every event',
		table: {
			heading: ['Trigger On', 'starts when', 'good to know'],
			rows: events.map(([, { name, meaning, note = '' }]) => [bold(name), meaning, note]),
		},
	},
	{
		file: 'docs/events.md',
		section: 'Several processes',
		table: {
			heading: ['Trigger On', 'limits of the Call Control Trigger'],
			rows: events.flatMap(([, { name, webhookLimit }]) =>
				webhookLimit === undefined ? [] : [[bold(name), webhookLimit]],
			),
		},
	},
	{
		file: 'docs/events.md',
		section: 'Filters',
		table: {
			heading: ['filter', 'meaning', 'left out by'],
			rows: filters.map(({ name, meaning, keptBy }) => [bold(name), meaning, keptBy]),
		},
	},
	{
		file: 'docs/events.md',
		section: 'Fields of some events',
		table: {
			heading: ['Trigger On', '`event`', 'its own fields, in this order'],
			rows: events
				.filter(([value]) => isCallEventName(value))
				.map(([value, { name, fields }]) => [
					bold(name),
					code(value),
					fields.map(code).join(', ') || 'none',
				]),
		},
	},
];

function bold(text: string): string {
	return `**${text}**`;
}

function code(text: string): string {
	return `\`${text}\``;
}
