import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import { accessTo, requireVersion, type VersionInput } from "./named.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteDistribution.html and its like */
export const remove = <Config>(kind: Kind<Config>, context: CloudFrontContext): Operation<VersionInput> => ({
  access: ({ Id }, call) => accessTo(kind, call.operation, Id, call),
  handle: async (input) => {
    const stored = requireVersion(kind, context, input, "IllegalDelete");
    kind.checkRemoval(stored, context);
    kind.store(context).delete(stored.id);
    kind.forget?.(stored.id, context);
    await context.changes.changed();
    return {};
  },
});
