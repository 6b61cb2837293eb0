import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const getBucketCors: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketCORS", ({ name, cors }) => {
    if (!cors) throw notConfigured("NoSuchCORSConfiguration", "The CORS configuration does not exist", name);
    return { CORSRules: cors };
  });
