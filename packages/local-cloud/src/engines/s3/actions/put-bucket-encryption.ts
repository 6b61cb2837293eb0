import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { EncryptionRule } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";
import { invalidArgument } from "../errors.ts";

interface Input extends BucketInput {
  readonly ServerSideEncryptionConfiguration?: { readonly Rules?: readonly EncryptionRule[] | undefined };
}

const algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption: Action<Input> = (context) =>
  bucketOperation(context, "PutEncryptionConfiguration", ({ name }, input: Input) => {
    const [rule, ...others] = input.ServerSideEncryptionConfiguration?.Rules ?? [];
    const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
    if (!rule || others.length > 0 || (SSEAlgorithm !== undefined && !algorithms.includes(SSEAlgorithm)))
      throw malformedXml();
    if (KMSMasterKeyID !== undefined && SSEAlgorithm === "AES256")
      throw invalidArgument(
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        "ApplyServerSideEncryptionByDefault",
      );
    context.buckets.update(name, { encryption: [{ BucketKeyEnabled: false, ...rule }] });
    return {};
  });
