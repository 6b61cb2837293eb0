/** Structured logs: https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/ */
import { Logger } from "@aws-lambda-powertools/logger";

/**
 * The logger of this container. The stacks put the correlation id, the trace and the request id on every line;
 * service and level come from `POWERTOOLS_SERVICE_NAME` and `POWERTOOLS_LOG_LEVEL`.
 *
 * @example logger.info("todo completed", { todoId })
 */
export const logger: Logger = new Logger();

export type { Logger };
