import type { TriggerPanelDefinition } from 'n8n-workflow';

/** The instruction while a trigger listens for a test event. */
export const eventToCause =
	"Now call one of the followed phones from another phone, and go on until what you chose in 'Trigger On' happens";

/**
 * The panel beside a trigger that has not started yet.
 *
 * @param firstSentence the effect of the button, in HTML.
 */
export function triggerPanelOf(firstSentence: string): TriggerPanelDefinition {
	const tryOut = `${firstSentence} call one of the chosen extensions from another phone. The call starts this workflow once.`;
	return {
		header: 'Listen to your phones',
		executionsHelp: {
			inactive: `${tryOut}<br /><br />When it does what you want, <a data-key="activate">publish</a> the workflow. Then every call starts it, and you find the runs in the <a data-key="executions">executions list</a>.`,
			active: `${tryOut}<br /><br />The workflow is published: every call starts it as well, and you find those runs in the <a data-key="executions">executions list</a>.`,
		},
		activationHint:
			'Once you have tried it out, <a data-key="activate">publish</a> the workflow so that every call starts it.',
	};
}
