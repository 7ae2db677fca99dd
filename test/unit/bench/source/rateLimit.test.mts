import { RateBudget } from '../../../../nodes/RingCentralCallControl/transport/rate/rateBudget.ts';
import { unreachedLimitHeaders } from '../../../bench/source/rateLimit.mts';

it('is a limit that the nodes accept, so that none of their requests waits', () => {
	const budget = new RateBudget(1);
	budget.sent();
	budget.answered(0, unreachedLimitHeaders, 0);

	expect(budget.waitAt(0)).toBe(0);
});
