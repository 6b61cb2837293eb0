import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import { requireArn } from "../arn.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter, invalidToken, validationError } from "../errors.ts";

interface Input {
  readonly TopicArn?: string;
  readonly Token?: string;
}

const tokenShape = /^[0-9a-f]{288}$/;

/**
 * Queues and functions are confirmed when they subscribe, so no token is ever out. AWS looks at the token
 * before it looks for the topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 */
export const confirmSubscription = (context: SnsContext): Operation<Input> => ({
  access: ({ TopicArn }) => [accessTo(context, "sns:ConfirmSubscription", requireArn(TopicArn, "TopicArn"))],

  handle: ({ Token: token }) => {
    if (token === undefined) throw validationError("token");
    throw tokenShape.test(token) ? invalidParameter("Token") : invalidToken();
  },
});
