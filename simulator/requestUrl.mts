import type { FastifyRequest } from 'fastify';

/** The simulator's URL as the client reaches it, for the `uri` members of resources. */
export function baseUrlOf(request: FastifyRequest): string {
	return `${request.protocol}://${request.host}`;
}

export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? request.url;
}
