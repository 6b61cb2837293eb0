import type { Operation } from "../../../gateway/engine.ts";
import type { SnsContext } from "../context.ts";
import { pageOf } from "../page.ts";

interface Input {
  readonly NextToken?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = (context: SnsContext): Operation<Input> => ({
  access: () => [{ action: "sns:ListTopics", resources: ["*"] }],

  handle: ({ NextToken }) => {
    const { items, nextToken } = pageOf(context.topics.all(), ({ arn }) => arn, NextToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
  },
});
