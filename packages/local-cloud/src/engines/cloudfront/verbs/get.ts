import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import { accessTo, type IdInput, requireOf } from "./named.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistribution.html and its like */
export const get = <Config>(kind: Kind<Config>, context: CloudFrontContext): Operation<IdInput> => ({
  access: ({ Id }, call) => accessTo(kind, call.operation, Id, call),
  handle: ({ Id }) => {
    const stored = requireOf(kind, context, Id);
    return { ETag: stored.etag, Result: stored };
  },
});
