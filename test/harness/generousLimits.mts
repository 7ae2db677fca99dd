/** Options of the simulator that keep every test far from a rate limit. */
export const generousLimits = {
	rateLimits: { Light: 100_000, Medium: 100_000, Heavy: 100_000, Auth: 100_000 },
};
