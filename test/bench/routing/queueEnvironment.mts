/** A user's settings for queue mode, the same as in examples/docker/docker-compose.yml. */
export const QUEUE_ENVIRONMENT = {
	EXECUTIONS_MODE: 'queue',
	/** Simultaneous executions of a worker. */
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '10',
	/** Expression isolates that each process keeps ready. */
	N8N_EXPRESSION_ENGINE_POOL_SIZE: '4',
	/** Deliveries go to the webhook processors alone. */
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
};

export const WEBHOOK_PROCESSORS = 2;
