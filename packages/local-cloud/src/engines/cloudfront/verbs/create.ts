import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import { created, type Stored } from "../stored.ts";
import { accessTo, refuseTaken } from "./named.ts";
import { apiVersion } from "./routes.ts";

/** @throws {AwsError} when its configuration is wrong, or its name is taken */
export const createOf = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  config: Config,
): Stored<Config> => {
  kind.check(config, context);
  refuseTaken(kind, context, config);
  const stored = created(kind.newId(), config, context.now());
  kind.store(context).put(stored.id, stored);
  return stored;
};

/** What is answered about something new. */
export const answerCreated = <Config>({ path }: Kind<Config>, stored: Stored<Config>) => ({
  ETag: stored.etag,
  Location: `https://cloudfront.amazonaws.com/${apiVersion}/${path}/${stored.id}`,
  Result: stored,
});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html and its like */
export const create = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
): Operation<{ readonly Config: Config }> => ({
  access: (_input, call) => accessTo(kind, call.operation, "*", call),
  handle: async ({ Config }) => {
    const stored = createOf(kind, context, Config);
    await context.changes.changed();
    return answerCreated(kind, stored);
  },
});
