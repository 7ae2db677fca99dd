import { isJsonObject } from '../../simulator/requestBody.mts';

/** `path: type` of every member of a value; entries of an array share one path. */
export function shapeOf(value: unknown, path = ''): Set<string> {
	if (Array.isArray(value)) {
		return new Set(value.flatMap((entry) => [...shapeOf(entry, `${path}[]`)]));
	}
	if (isJsonObject(value)) {
		return new Set(
			Object.entries(value).flatMap(([name, member]) => [
				...shapeOf(member, path === '' ? name : `${path}.${name}`),
			]),
		);
	}
	return new Set([`${path}: ${typeof value}`]);
}
