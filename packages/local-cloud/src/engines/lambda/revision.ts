import { AwsError } from "../../gateway/errors.ts";
import { type Input, optionalText } from "./members.ts";

/** @throws {AwsError} `PreconditionFailedException` when the caller's `RevisionId` is not the current one */
export const requireRevision = (input: Input, current: string): void => {
  const expected = optionalText(input, "RevisionId");
  if (expected !== undefined && expected !== current)
    throw new AwsError(
      "PreconditionFailedException",
      "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
      { status: 412, fields: { Type: "User" } },
    );
};
