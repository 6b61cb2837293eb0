import { AwsError } from "../../../gateway/errors.ts";
import { parseArn } from "../../../iam/arn.ts";
import type { S3Context } from "../context.ts";
import type { Target } from "./configuration.ts";
import { testEventOf } from "./event.ts";

interface Refusal {
  readonly arn: string;
  readonly reason: string;
}

const kinds: Readonly<Record<string, string>> = { sqs: "queue", sns: "topic" };

const reasonOf = async (context: S3Context, error: AwsError, arn: string, kind: string): Promise<string> => {
  if (!(await context.destinations.exists(arn))) return `The destination ${kind} does not exist`;
  return error.status === 403
    ? `Permissions on the destination ${kind} do not allow S3 to publish notifications from this bucket`
    : error.message;
};

const refusalOf = async (context: S3Context, error: AwsError, arn: string): Promise<Refusal> => {
  const kind = kinds[parseArn(arn)?.service ?? ""];
  // Of functions nobody learns whether they exist.
  return kind === undefined
    ? { arn: `${arn}, null`, reason: `Not authorized to invoke function [${arn}]` }
    : { arn, reason: await reasonOf(context, error, arn, kind) };
};

const refused = (refusals: readonly Refusal[]): AwsError => {
  const fields = refusals.flatMap(({ arn, reason }, index) => [
    [`ArgumentName${index + 1}`, arn],
    [`ArgumentValue${index + 1}`, reason],
  ]);
  return new AwsError("InvalidArgument", "Unable to validate the following destination configurations", {
    fields: Object.fromEntries(fields),
  });
};

/**
 * Asks every destination whether it takes notifications of the bucket: queues and topics get a test event.
 *
 * @throws {AwsError} `InvalidArgument`, with all that do not
 */
export const checkDestinations = async (
  context: S3Context,
  bucket: string,
  targets: readonly Target[],
): Promise<void> => {
  const testEvent = JSON.stringify(testEventOf(bucket, context.clock()));
  const refusals: Refusal[] = [];
  for (const arn of new Set(targets.map((target) => target.arn)))
    try {
      await context.destinations.probe(bucket, arn, testEvent);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      refusals.push(await refusalOf(context, error, arn));
    }
  if (refusals.length > 0) throw refused(refusals);
};
