import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter } from "../errors.ts";

/**
 * Queues and functions are confirmed when they subscribe, so no token is ever out.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 */
export const confirmSubscription = (context: SnsContext) =>
  onTopic(context, "sns:ConfirmSubscription", () => {
    throw invalidParameter("Token");
  });
