import { markdownOf, type MarkdownTable } from '../harness/markdownTable.mts';
import { FAULTS } from './faults.mts';
import type { Figures } from './figures.mts';
import { KILLS, type KillFigures } from './kills.mts';
import type { TriggerName } from './scene.mts';

/** The command that measures a row. */
export function commandOf({ name }: { name: string }): string {
	return `\`npm run reliability -- ${name}\``;
}

export const triggerTitles: Record<TriggerName, string> = {
	webhook: 'Call Control Trigger',
	stream: 'Call Stream Trigger',
};

function faultTable({ faults }: Figures): MarkdownTable {
	return {
		heading: [
			'fault',
			'description',
			'expected',
			'times',
			'calls',
			'routed',
			'reported',
			'lost',
			'doubled',
			'broken',
			'next calls routed',
			'command',
		],
		rows: FAULTS.map((fault) => {
			const figures = faults[fault.name];
			const { routed, reported, lost, doubled, broken } = figures?.verdicts ?? {};
			return [
				`\`${fault.name}\``,
				fault.done,
				fault.expected,
				figures?.rounds,
				figures?.calls,
				...[routed, reported, lost, doubled, broken],
				`${figures?.nextRouted} of ${figures?.rounds}`,
				commandOf(fault),
			].map(String);
		}),
	};
}

function killTable({ kills }: Figures): MarkdownTable {
	return {
		heading: [
			'kill',
			'description',
			'started by',
			'times',
			'calls',
			'routed once',
			'not delivered',
			'not stored',
			'crashed',
			'reported',
			'doubled',
			'command',
		],
		rows: KILLS.flatMap((kill) =>
			triggerNames.flatMap((trigger) => {
				const done = kill.done[trigger];
				if (done === undefined) return [];
				const outcome = kills[kill.name] ?? {};
				const cells =
					'leftOut' in outcome
						? Array.from({ length: 8 }, () => 'left out')
						: cellsOf(outcome[trigger], trigger);
				return [[`\`${kill.name}\``, done, triggerTitles[trigger], ...cells, commandOf(kill)]];
			}),
		),
	};
}

const triggerNames = ['webhook', 'stream'] as const;

function cellsOf(figures: KillFigures | undefined, trigger: TriggerName): string[] {
	const { routed, notDelivered, notStored, crashed, reported, doubled } = figures?.fates ?? {};
	return [
		figures?.ends,
		figures?.calls,
		routed,
		// RingCentral keeps the events that a stream has missed.
		trigger === 'stream' ? '-' : notDelivered,
		notStored,
		crashed,
		reported,
		doubled,
	].map(String);
}

/** The text of docs/reliability.md, before Prettier. */
export function pageOf(figures: Figures): string {
	const leftOut = Object.entries(figures.kills).flatMap(([name, outcome]) =>
		'leftOut' in outcome ? [`\`${name}\` was left out: ${outcome.leftOut}.`] : [],
	);
	return `# Reliability

Calls during faults of the network, of RingCentral and of n8n's own machine. \`npm run reliability\` causes each fault
with a real n8n and the [simulator](simulator.md) of RingCentral, counts, and writes the tables of this page. A name
behind it causes that fault only: \`npm run reliability -- guest-page\`.

Measured on ${figures.machine}.

## How to read it

A workflow forwards each call that rings to a colleague: it looks at the call first and then sends the command, two
requests to RingCentral. Between n8n and RingCentral stands a server that passes all data on, in both directions, until
it causes the fault. Each time, five calls ring; then the fault ends and one more call rings, the _next call_. A call is

- **routed**, when it was forwarded once;
- **reported**, when it was not, or when that is unknown, and the execution in n8n gives the reason and advice;
- **lost**, when it was not forwarded and n8n does not report it;
- **doubled**, when it started the workflow twice, or its command was sent twice. A command that RingCentral refused
  before it acted (401, 429) and that was sent again is one command;
- **broken**, when the execution does not end, claims a success that was none, or gives no advice. Each secret that
  reached another host, n8n's log or the data of an execution counts here too.

The faults whose names begin with \`stream\` meet the Call Stream Trigger, the others the Call Control Trigger or the
operations behind it. _Expected_ is the right outcome of each call. Where it is _reported_, the call could not be routed,
or its outcome is unknown: a person decides in n8n.

## Faults

${markdownOf(faultTable(figures))}

${FAULTS.flatMap(({ name, ofN8n }) => (ofN8n === undefined ? [] : [`\`${name}\`: ${ofN8n}`])).join('\n\n')}

## Processes that end

Four calls ring a second, where n8n is one process for both triggers in turn, and each request takes a quarter of a second
on its way, so that executions are in flight when a process ends. A call that was not routed is one of these:

- **not delivered**: no process of n8n took the notification: none was there, it was only just starting (n8n then answers
  with a sentence of its own), or it was ended before it could. RingCentral does not send a notification to a webhook
  again.
- **not stored**: n8n had the notification, and was ended before it had stored an execution for it.
- **crashed**: n8n had stored the execution, and did not carry it on when it was back. n8n shows it as crashed, or as
  running for ever.

${markdownOf(killTable(figures))}

${leftOut.join('\n\n')}

${shortcomings}`;
}

const shortcomings = `## Shortcomings

- **A notification that no process takes is lost.** While the only n8n that takes deliveries is down or starting, calls
  start no workflow, and RingCentral does not deliver them later. Several webhook processors behind a load balancer that
  asks \`/healthz/readiness\`, or the Call Stream Trigger, help.
- **Executions in flight when n8n is killed are lost.** n8n does not go on with an interrupted execution, not in queue
  mode either, and that is right: it is unknown whether its command was sent.
- **n8n answers RingCentral before the execution is stored**, so that RingCentral does not switch off the subscription of
  a busy n8n. A process that is killed in between loses the call.
- **A connection that falls silent without being closed is noticed after a minute and a quarter.** Until then calls start
  no workflow; calls that still ring then start it.
- **The rows of the kills come from one run each.** They scatter from run to run, with the moment of a kill.
- **A command without an answer is not sent again.** A person has to check whether the call was forwarded.
- **n8n renews the sign-in of an OAuth2 credential itself**, and follows a redirect of that request. The JWT credential
  does not.
`;
