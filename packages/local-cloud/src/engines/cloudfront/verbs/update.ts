import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import { modified } from "../stored.ts";
import { accessTo, refuseTaken, requireVersion, type VersionInput } from "./named.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html and its like */
export const update = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
): Operation<VersionInput & { readonly Config: Config }> => ({
  access: ({ Id }, call) => accessTo(kind, call.operation, Id, call),
  handle: async (input) => {
    const before = requireVersion(kind, context, input, "IllegalUpdate");
    kind.checkChange?.(before.config, input.Config);
    kind.check(input.Config, context);
    refuseTaken(kind, context, input.Config, before.id);
    const after = modified(before, input.Config, context.now());
    kind.store(context).put(after.id, after);
    await context.changes.changed();
    return { ETag: after.etag, Result: after };
  },
});
