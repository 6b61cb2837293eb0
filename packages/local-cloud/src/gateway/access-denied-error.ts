import type { Engine } from "./engine.ts";
import { AwsError } from "./errors.ts";

interface Naming {
  readonly code: string;
  readonly status: number;
  readonly queryCode?: string;
}

/** Services that name or number a refusal differently from the others of their protocol. */
const exceptions: Readonly<Record<string, Naming>> = {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
  dynamodb: { code: "AccessDeniedException", status: 400 },
  // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors
  sns: { code: "AuthorizationError", status: 403 },
  sqs: { code: "AccessDeniedException", status: 403, queryCode: "AccessDenied" },
};

const namingOf = ({ service, protocol }: Engine): Naming => {
  const own = Object.hasOwn(exceptions, service) ? exceptions[service] : undefined;
  if (own) return own;
  const older = protocol === "query" || protocol === "rest-xml";
  return { code: older ? "AccessDenied" : "AccessDeniedException", status: 403 };
};

/** What this engine's service answers to a call that its policies do not allow. */
export const accessDeniedError = (engine: Engine, message: string): AwsError => {
  const { code, ...options } = namingOf(engine);
  return new AwsError(code, message, options);
};
