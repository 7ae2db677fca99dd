import type { Resource } from './operation';

/**
 * What the canvas shows below the node's name, as n8n's expression: the action in the words of the panel
 * of nodes, e.g. "Forward call".
 */
export function subtitleOf(resources: readonly Resource[]): string {
	// One flat object: an expression ends where two brackets close at once.
	const actions = Object.fromEntries(
		resources.flatMap((resource) =>
			resource.operations.map(({ value, action }) => [`${resource.value}/${value}`, action]),
		),
	);
	return `={{ (${JSON.stringify(actions)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;
}
