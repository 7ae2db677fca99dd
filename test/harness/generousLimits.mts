/** Options of the simulator under which no test comes near a rate limit. */
export const generousLimits = {
	rateLimits: { Light: 100_000, Medium: 100_000, Heavy: 100_000, Auth: 100_000 },
};
