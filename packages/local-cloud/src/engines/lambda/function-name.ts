import { functionNotFound } from "../../functions/invoke-errors.ts";
import { constraintViolation } from "./lambda-errors.ts";
import { type Input, text } from "./members.ts";

/** A name, `account:function:name`, or a whole ARN; each may end in a version or alias. */
const pattern =
  /^(?:(?:arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:)?(?:\d{12}:)?function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Longest name of a function, without what surrounds it. */
const maximumLength = 64;

/**
 * The plain name that a `FunctionName` means. Only `$LATEST` exists here: nothing is published locally.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 *
 * @throws {AwsError} `ValidationException`; `ResourceNotFoundException` for another version or alias
 */
export const functionNameOf = (input: Input): string => {
  const given = text(input, "FunctionName");
  const match = pattern.exec(given);
  const name = match?.[1];
  if (name === undefined || name.length > maximumLength)
    throw constraintViolation(
      "FunctionName",
      given,
      "Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
    );
  const qualifier = match?.[2] ?? input.Qualifier;
  if (qualifier !== undefined && qualifier !== "$LATEST") throw functionNotFound(`${given}:${qualifier}`);
  return name;
};
