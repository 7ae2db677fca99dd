import type { Resource } from './operation';

/**
 * The subtitle below the node's name on the canvas, as an n8n expression. It is the action's name in
 * the nodes panel, e.g. "Forward call".
 */
export function subtitleOf(resources: readonly Resource[]): string {
	// A flat object, because two closing braces in a row would end the expression.
	const actions = Object.fromEntries(
		resources.flatMap((resource) =>
			resource.operations.map(({ value, action }) => [`${resource.value}/${value}`, action]),
		),
	);
	return `={{ (${JSON.stringify(actions)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;
}
