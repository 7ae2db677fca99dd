import { startProgram, waitForOutput, type ChildProgram } from './childProgram.mts';
import { isAtLeast, mainVersion, programOfN8n } from './n8nVersions.mts';
import { freePort } from './ports.mts';

export interface N8nWorkerOptions {
	/** n8n keeps its database, its key and its community packages in .n8n below this folder. */
	userFolder: string;
	/** The main version of the lab if left out. */
	version?: string;
	/** More environment variables of n8n. */
	environment?: Record<string, string>;
}

export interface N8nOptions extends N8nWorkerOptions {
	port: number;
}

export interface RunningN8n {
	/** Address of the editor and of the webhooks, e.g. http://127.0.0.1:5678. */
	url: string;
	options: N8nOptions;
	program: ChildProgram;
	stop(): Promise<void>;
	kill(): Promise<void>;
}

/** n8n's commands, and the names of their programs for messages. */
const names = { start: 'n8n', worker: 'The n8n worker', webhook: 'The n8n webhook processor' };

type Command = keyof typeof names;

// Usually ten seconds; a busy machine with cold disks has needed a hundred.
const startMilliseconds = 300_000;

/**
 * Starts n8n and waits until it has activated its workflows. The caller chooses the port, and can start n8n
 * again behind the same address.
 *
 * @throws {ProgramEnded} when n8n ends instead, with the end of its log
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const url = `http://127.0.0.1:${options.port}`;
	const program = await startCommand('start', options, serverEnvironment(options, url));
	// n8n logs this last, after it has registered its webhooks.
	await waitForOutput(program, /Editor is now accessible via/, startMilliseconds);
	return running(url, options, program);
}

/**
 * Starts an n8n worker and waits until it takes executions from the queue in its environment.
 * https://docs.n8n.io/hosting/scaling/queue-mode/
 *
 * @throws {ProgramEnded} when it ends instead, with the end of its log
 */
export async function startN8nWorker(options: N8nWorkerOptions): Promise<ChildProgram> {
	const program = await startCommand('worker', options);
	await waitForOutput(program, /n8n worker is now ready/, startMilliseconds);
	return program;
}

/**
 * Starts a webhook processor, which takes webhook deliveries and leaves their executions to the workers. Its
 * port answers under `/webhook` only.
 * https://docs.n8n.io/hosting/scaling/queue-mode/#webhook-processors
 *
 * @throws {ProgramEnded} when it ends instead, with the end of its log
 */
export async function startN8nWebhookProcessor(options: N8nOptions): Promise<RunningN8n> {
	const url = `http://127.0.0.1:${options.port}`;
	const program = await startCommand('webhook', options, serverEnvironment(options, url));
	await waitForOutput(program, /Webhook listener waiting for requests/, startMilliseconds);
	return running(url, options, program);
}

function running(url: string, options: N8nOptions, program: ChildProgram): RunningN8n {
	return { url, options, program, stop: () => program.stop(), kill: () => program.kill() };
}

async function startCommand(
	command: Command,
	{ userFolder, version = mainVersion, environment }: N8nWorkerOptions,
	ofTheCommand: Record<string, string> = {},
): Promise<ChildProgram> {
	return startProgram({
		name: names[command],
		command: process.execPath,
		args: [programOfN8n(version), command],
		workingFolder: userFolder,
		environment: {
			...(await commonEnvironment(userFolder, version)),
			...ofTheCommand,
			...environment,
		},
	});
}

/** https://docs.n8n.io/hosting/configuration/environment-variables/ */
function serverEnvironment({ port, version = mainVersion }: N8nOptions, url: string) {
	return {
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		[isAtLeast(version, '2.35') ? 'N8N_WEBHOOK_URL' : 'WEBHOOK_URL']: `${url}/`,
		N8N_EDITOR_BASE_URL: `${url}/`,
		// Plain http on loopback: browsers would not return a secure cookie.
		N8N_SECURE_COOKIE: 'false',
	};
}

async function commonEnvironment(userFolder: string, version: string) {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// No request leaves this machine.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		// n8n 1 does not have these modules, and does not start with the name of an unknown module.
		N8N_DISABLED_MODULES: isAtLeast(version, '2.0') ? 'mcp-registry,instance-ai' : '',
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
		NO_COLOR: '1',
	};
}
