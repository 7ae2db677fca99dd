import Fastify, { type FastifyInstance } from 'fastify';

export function createServer(): FastifyInstance {
	return Fastify();
}
