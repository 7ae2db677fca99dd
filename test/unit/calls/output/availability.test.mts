import {
	availabilityOf,
	takesQueueCalls,
} from '../../../../nodes/RingCentralCallControl/calls/output/availability.ts';

const free = {
	presenceStatus: 'Available',
	userStatus: 'Available',
	telephonyStatus: 'NoCall',
	meetingStatus: 'Disconnected',
	dndStatus: 'TakeAllCalls',
};

it.each([
	[{}, true, 'is available'],
	[{ telephonyStatus: 'Ringing' }, false, 'has a ringing phone'],
	[{ telephonyStatus: 'CallConnected', presenceStatus: 'Busy' }, false, 'is on a call'],
	[{ telephonyStatus: 'OnHold', presenceStatus: 'Busy' }, false, 'has a call on hold'],
	[{ aggregatedTelephonyStatus: 'CallConnected' }, false, 'is on a call'],
	[{ telephonyStatus: 'ParkedCall' }, true, 'is available'],
	[{ meetingStatus: 'Connected', presenceStatus: 'Busy' }, false, 'is in a meeting'],
	[{ presenceStatus: 'Busy' }, false, 'is busy'],
	[{ presenceStatus: 'Offline' }, false, 'is offline'],
	[{ dndStatus: 'DoNotAcceptAnyCalls' }, false, 'takes no calls (Do Not Disturb)'],
	[{ dndStatusPersonal: 'DoNotAcceptAnyCalls' }, false, 'takes no calls (Do Not Disturb)'],
	[
		{ dndStatus: 'TakeDepartmentCallsOnly' },
		false,
		'takes calls of call queues only (Do Not Disturb)',
	],
	[{ dndStatus: 'DoNotAcceptDepartmentCalls' }, true, 'is available'],
	[{ presenceStatus: 'Elsewhere' }, null, 'has a presence that RingCentral does not show'],
])('a user with %j is available: %s, because the user %s', (change, available, availableReason) => {
	expect(availabilityOf({ ...free, ...change })).toEqual({ available, availableReason });
});

it.each([
	[{ dndStatus: 'TakeDepartmentCallsOnly' }, true, 'is available'],
	[{ dndStatusPersonal: 'DoNotAcceptAnyCalls' }, true, 'is available'],
	[{ dndStatus: 'DoNotAcceptAnyCalls' }, false, 'takes no calls (Do Not Disturb)'],
	[
		{ dndStatus: 'TakeDepartmentCallsOnly', telephonyStatus: 'OnHold' },
		false,
		'has a call on hold',
	],
])(
	'a user with %j is available for calls of queues: %s, because the user %s',
	(change, available, availableReason) => {
		expect(availabilityOf({ ...free, ...change }, 'queue')).toEqual({ available, availableReason });
	},
);

it('the availability of a user without a presence is unknown', () => {
	expect(availabilityOf({}).available).toBeNull();
});

it.each([
	[{ acceptCallQueueCalls: false, dndStatus: 'TakeAllCalls' }, false],
	[{ acceptCallQueueCalls: true }, true],
	[{ dndStatus: 'DoNotAcceptDepartmentCalls' }, false],
	[{ dndStatus: 'DoNotAcceptAnyCalls' }, false],
	[{ dndStatus: 'TakeDepartmentCallsOnly' }, true],
	[{ dndStatus: 'TakeAllCalls' }, true],
	[{ dndStatus: 'Unknown' }, null],
])('a user with %j takes calls of queues: %s', (presence, expected) => {
	expect(takesQueueCalls(presence)).toBe(expected);
});
