import { randomUUID } from 'node:crypto';

import fastify from 'fastify';

/** An answer of the model: a call of its only tool, or text. */
export type ModelAnswer = { toolArguments: Record<string, string> } | { text: string };

/** The parts of a request for a chat completion that tests check. */
export interface ModelRequest {
	messages: Array<{ role: string; content: string | null }>;
	tools: Array<{
		function: {
			name: string;
			description: string;
			parameters: { properties: Record<string, unknown>; required?: string[] };
		};
	}>;
}

/** A language model with the test's answers. */
export interface ScriptedModel {
	/** For 'Base URL' of n8n's OpenAI credential. */
	baseUrl: string;
	/** The requests since the last `rehearse`, oldest first. */
	requests: ModelRequest[];
	/** Sets the answers to the next requests, in order. */
	rehearse(answers: ModelAnswer[]): void;
	close(): Promise<void>;
}

/** Answers like https://platform.openai.com/docs/api-reference/chat/create, in one piece. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	const server = fastify();
	let script: ModelAnswer[] = [];
	const model: ScriptedModel = {
		baseUrl: '',
		requests: [],
		rehearse(answers) {
			script = [...answers];
			model.requests = [];
		},
		close: () => server.close(),
	};
	server.post<{ Body: ModelRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		model.requests.push(body);
		const answer = script.shift();
		if (answer === undefined) {
			// 400, because n8n asks again after a 5xx.
			return reply.code(400).send({ error: { message: 'The script has no further answer' } });
		}
		return completion(answer, body);
	});
	model.baseUrl = `${await server.listen({ host: '127.0.0.1', port: 0 })}/v1`;
	return model;
}

function completion(answer: ModelAnswer, { tools }: ModelRequest) {
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: 1_767_600_000,
		model: 'scripted',
		choices: [
			'text' in answer
				? {
						index: 0,
						message: { role: 'assistant', content: answer.text },
						finish_reason: 'stop',
					}
				: {
						index: 0,
						message: {
							role: 'assistant',
							content: null,
							tool_calls: [
								{
									id: `call_${randomUUID()}`,
									type: 'function',
									function: {
										name: tools[0]?.function.name,
										arguments: JSON.stringify(answer.toolArguments),
									},
								},
							],
						},
						finish_reason: 'tool_calls',
					},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
