import { type Action, existingFunction, onFunction } from "../context.ts";
import { resourceNotFound } from "../lambda-errors.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy: Action = (context) => ({
  access: (input) => onFunction(context, "GetPolicy", input),
  handle: (input) => {
    const { policy, policyRevisionId } = existingFunction(context, input);
    if (policy.length === 0) throw resourceNotFound("The resource you requested does not exist.");
    return {
      Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy }),
      RevisionId: policyRevisionId,
    };
  },
});
