import type { Access } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type { Backend } from "../backend.ts";
import type { TableEntry } from "../table-catalog.ts";

/** Access to a stream, under the stream's own resource policy. */
export const streamAccess = ({ settings }: Backend, action: string, streamArn: string): Access => {
  const resourcePolicy = settings.policyDocument(streamArn);
  return {
    action: `dynamodb:${action}`,
    resources: [streamArn],
    ...(resourcePolicy ? { resourcePolicy } : {}),
  };
};

/**
 * The table of a stream that is the current one: dynoxide does not look at the label, and would read the stream of
 * a table that was created again as if it were the old one's.
 *
 * @throws {AwsError} `ResourceNotFoundException`
 */
export const tableOfStream = ({ arns, catalog }: Backend, streamArn: string): TableEntry => {
  const entry = catalog.get(arns.tableOf(streamArn));
  if (entry?.streamArn !== undefined && entry.streamArn === streamArn) return entry;
  throw new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Stream: ${streamArn} not found`,
  );
};
