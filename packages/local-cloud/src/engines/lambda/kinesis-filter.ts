import type { StreamMapping } from "../../functions/mappings/mapping.ts";
import { invalidParameter, unsupported } from "./lambda-errors.ts";
import { isObject } from "./members.ts";

/**
 * Records of Kinesis streams are filtered by their data, which must be JSON, and by nothing else.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 *
 * @throws {AwsError} for patterns that no record, or every record, would pass
 */
export const requireDataPatterns = (criteria: StreamMapping["FilterCriteria"]): void => {
  for (const { Pattern } of criteria?.Filters ?? []) {
    const pattern: unknown = JSON.parse(Pattern);
    if (!isObject(pattern)) throw invalidParameter("Invalid filter pattern definition.");
    for (const [key, value] of Object.entries(pattern)) {
      if (key !== "data")
        throw unsupported(
          `the filter key ${key} for Kinesis event sources`,
          "AWS filters by the data key only: see with-kinesis-filtering in the Lambda guide.",
        );
      if (!isObject(value)) throw invalidParameter("Invalid filter pattern definition.");
    }
  }
};
