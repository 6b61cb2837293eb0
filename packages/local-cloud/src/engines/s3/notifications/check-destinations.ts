import { AwsError } from "../../../gateway/errors.ts";
import type { S3Context } from "../context.ts";
import type { Target } from "./configuration.ts";
import { testEventOf } from "./event.ts";

const reasonOf = (error: AwsError, arn: string): string => {
  if (/nonexist|notfound|doesnotexist/i.test(error.code))
    return "The destination queue, topic or function does not exist";
  return error.status === 403
    ? `Permissions on the destination ${arn.split(":")[2] ?? "resource"} do not allow S3 to publish notifications from this bucket`
    : error.message;
};

/**
 * Asks every destination whether it takes notifications of the bucket: queues and topics get a test event.
 *
 * @throws {AwsError} `InvalidArgument` for the first that does not
 */
export const checkDestinations = async (
  context: S3Context,
  bucket: string,
  targets: readonly Target[],
): Promise<void> => {
  const testEvent = JSON.stringify(testEventOf(bucket, context.clock()));
  for (const arn of new Set(targets.map((target) => target.arn)))
    try {
      await context.destinations.probe(bucket, arn, testEvent);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new AwsError("InvalidArgument", "Unable to validate the following destination configurations", {
        fields: { ArgumentName: arn, ArgumentValue: reasonOf(error, arn) },
      });
    }
};
