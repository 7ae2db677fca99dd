import { sharedAccessToken } from '../../../../nodes/RingCentralCallControl/transport/signIn/sharedAccessToken.ts';

let user = 0;

/** Somebody who has not signed in yet. */
function newIdentity() {
	user += 1;
	return {
		server: 'https://platform.example.com',
		clientId: 'app',
		clientSecret: 'secret',
		jwtToken: `jwt-${user}`,
		accessToken: '',
	};
}

/** A sign-in that ends when it is told to, and gives "token-1", "token-2" and so on. */
function signInDesk() {
	const waiting: Array<() => void> = [];
	let signIns = 0;
	return {
		signIn: jest.fn(async () => {
			await new Promise<void>((resolve) => waiting.push(resolve));
			signIns += 1;
			return `token-${signIns}`;
		}),
		letIn: () => waiting.splice(0).forEach((resolve) => resolve()),
	};
}

it('signs in once for twenty that are refused at the same moment', async () => {
	const identity = newIdentity();
	const { signIn, letIn } = signInDesk();

	const tokens = Array.from({ length: 20 }, async () => await sharedAccessToken(identity, signIn));
	letIn();

	expect(new Set(await Promise.all(tokens))).toEqual(new Set(['token-1']));
	expect(signIn).toHaveBeenCalledTimes(1);
});

it('hands the newest token to whoever still has an older one', async () => {
	const identity = newIdentity();
	const { signIn, letIn } = signInDesk();
	const first = sharedAccessToken(identity, signIn);
	letIn();
	await first;

	const second = await sharedAccessToken({ ...identity, accessToken: 'older' }, signIn);

	expect(second).toBe('token-1');
	expect(signIn).toHaveBeenCalledTimes(1);
});

it('signs in again when the newest token is the refused one', async () => {
	const identity = newIdentity();
	const { signIn, letIn } = signInDesk();
	const first = sharedAccessToken(identity, signIn);
	letIn();

	const second = sharedAccessToken({ ...identity, accessToken: await first }, signIn);
	letIn();

	expect(await second).toBe('token-2');
});

it('does not share between users', async () => {
	const { signIn, letIn } = signInDesk();

	const tokens = [
		sharedAccessToken(newIdentity(), signIn),
		sharedAccessToken(newIdentity(), signIn),
	];
	letIn();

	expect(new Set(await Promise.all(tokens)).size).toBe(2);
});

it('tries again after a sign-in that was refused', async () => {
	const identity = newIdentity();
	const refused = jest.fn(async () => await Promise.reject(new Error('refused')));

	await expect(sharedAccessToken(identity, refused)).rejects.toThrow('refused');
	await expect(sharedAccessToken(identity, () => Promise.resolve('token'))).resolves.toBe('token');
});
