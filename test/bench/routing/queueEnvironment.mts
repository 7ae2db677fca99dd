/** What a user sets in queue mode; examples/docker/docker-compose.yml sets the same. */
export const QUEUE_ENVIRONMENT = {
	EXECUTIONS_MODE: 'queue',
	/** Executions that a worker runs at once. */
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '10',
	/** Expression isolates that each process keeps ready. */
	N8N_EXPRESSION_ENGINE_POOL_SIZE: '4',
	/** Deliveries go to the webhook processors alone. */
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
};

export const WEBHOOK_PROCESSORS = 2;
