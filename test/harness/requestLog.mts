import type { RunningSimulator } from './simulator.mts';

/** What the simulator got since its log was emptied, in turn, e.g. "POST hold 200". */
export async function requestLines({ control }: RunningSimulator): Promise<string[]> {
	const { data } = await control.get('/requests');
	const received: Array<{ method: string; path: string; status: number | null }> = data;
	return received.map(
		({ method, path, status }) => `${method} ${path.split('/').at(-1)} ${status ?? 'no answer'}`,
	);
}
