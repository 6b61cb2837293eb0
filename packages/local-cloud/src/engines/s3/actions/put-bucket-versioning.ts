import { AwsError } from "../../../gateway/errors.ts";
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notImplemented } from "../errors.ts";

interface Input extends BucketInput {
  readonly VersioningConfiguration?: {
    readonly Status?: string | undefined;
    readonly MFADelete?: string | undefined;
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketVersioning", ({ name }, { VersioningConfiguration }: Input) => {
    const { Status, MFADelete } = VersioningConfiguration ?? {};
    if (MFADelete === "Enabled") throw notImplemented("MfaDelete");
    if (Status === undefined)
      throw new AwsError(
        "IllegalVersioningConfigurationException",
        "The Versioning element must be specified",
      );
    if (Status !== "Enabled" && Status !== "Suspended") throw malformedXml();
    context.buckets.update(name, { versioning: Status });
    return {};
  });
