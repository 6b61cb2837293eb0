import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import { requireArn } from "../arn.ts";
import type { SnsContext } from "../context.ts";

interface Input {
  readonly TopicArn?: string;
}

/** Deleting twice is fine. @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic = (context: SnsContext): Operation<Input> => ({
  access: ({ TopicArn }) => [accessTo(context, "sns:DeleteTopic", requireArn(TopicArn, "TopicArn"))],

  handle: ({ TopicArn }) => {
    const arn = requireArn(TopicArn, "TopicArn");
    context.topics.remove(arn);
    context.subscriptions.forgetTopic(arn);
    return {};
  },
});
