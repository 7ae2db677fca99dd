import { markdownOf, type MarkdownTable } from '../harness/markdownTable.mts';
import { FAULTS } from './faults.mts';
import type { Figures } from './figures.mts';
import { KILLS, type KillFigures } from './kills.mts';
import type { TriggerName } from './scene.mts';

/** The command that shows a row. */
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
			'what is done',
			'expected',
			'times',
			'calls',
			'routed',
			'told',
			'lost',
			'doubled',
			'broken',
			'next calls routed',
			'command',
		],
		rows: FAULTS.map((fault) => {
			const figures = faults[fault.name];
			const { routed, told, lost, doubled, broken } = figures?.verdicts ?? {};
			return [
				`\`${fault.name}\``,
				fault.done,
				fault.expected,
				figures?.rounds,
				figures?.calls,
				...[routed, told, lost, doubled, broken],
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
			'what is done',
			'started by',
			'times',
			'calls',
			'routed once',
			'not delivered',
			'not stored',
			'crashed',
			'told',
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
	const { routed, notDelivered, notStored, crashed, told, doubled } = figures?.fates ?? {};
	return [
		figures?.ends,
		figures?.calls,
		routed,
		// RingCentral keeps what a stream has not received.
		trigger === 'stream' ? '-' : notDelivered,
		notStored,
		crashed,
		told,
		doubled,
	].map(String);
}

/** The text of docs/reliability.md, before Prettier. */
export function pageOf(figures: Figures): string {
	const leftOut = Object.entries(figures.kills).flatMap(([name, outcome]) =>
		'leftOut' in outcome ? [`\`${name}\` was left out: ${outcome.leftOut}.`] : [],
	);
	return `# Reliability

What happens to calls while a network, RingCentral or n8n's own machine does what it should not. \`npm run reliability\`
does all of it with a real n8n and the [simulator](simulator.md) of RingCentral, counts, and writes the tables of this
page. One name behind it does one thing only: \`npm run reliability -- guest-page\`.

Measured on ${figures.machine}.

## How to read it

A workflow forwards each call that rings to a colleague: it looks at the call first and then sends the command, two
requests to RingCentral. Between n8n and RingCentral stands a server that passes everything on, in both directions,
unless it is told to do harm. Each time, five calls ring; then all is well again and one more call rings, the _next call_.
A call is

- **routed**, when it was forwarded once;
- **told**, when it was not, or when that is not known, and the execution says in n8n what happened and what to do;
- **lost**, when it was not forwarded and nobody hears of it;
- **doubled**, when it started the workflow twice, or its command was sent twice. A command that RingCentral refused
  before it acted (401, 429) and that was sent again is one command;
- **broken**, when the execution does not end, claims a success that was none, or says nothing of use. Each secret that
  reached another host, n8n's log or the data of an execution counts here too.

The faults whose names begin with \`stream\` meet the Call Stream Trigger, the others the Call Control Trigger or the
operations behind it. _Expected_ is what should become of each call. Where it is _told_, the call could not be routed, or nobody can know
whether it was: the person who looks at n8n decides.

## Faults

${markdownOf(faultTable(figures))}

${FAULTS.flatMap(({ name, ofN8n }) => (ofN8n === undefined ? [] : [`\`${name}\`: ${ofN8n}`])).join('\n\n')}

## Processes that end

Four calls ring a second, where n8n is one process for both triggers in turn, and each request takes a quarter of a second
on its way, so that executions are under way when a process ends. Where a call was not routed, it is told apart whose doing that is:

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

const shortcomings = `## What falls short

- **A notification that no process takes is lost.** While the only n8n that takes deliveries is down or starting, calls start nothing, and
  RingCentral does not tell them later. Several webhook processors behind a load balancer that asks
  \`/healthz/readiness\`, or the Call Stream Trigger, help.
- **What is under way when n8n is killed is n8n's to lose.** n8n does not go on with an execution that was interrupted,
  not in queue mode either, and that is as well: nobody knows whether its command was sent.
- **RingCentral has its answer before the execution is stored**, so that a busy n8n does not make it switch off the
  subscription. A process that is killed in between loses the call.
- **A connection that falls silent without being closed is noticed after a minute and a quarter.** Until then calls start
  nothing; those that still ring then start the workflow.
- **The rows of the kills come from one run each.** They scatter from run to run, with the moment of a kill.
- **A command without an answer is not sent again.** A person has to look whether the call was forwarded.
- **n8n renews the sign-in of an OAuth2 credential itself**, and follows a redirect of that request. The JWT credential does not.
`;
