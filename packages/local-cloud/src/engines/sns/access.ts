import type { Access, ApiCall, Operation } from "../../gateway/engine.ts";
import { regionOf, requireArn } from "./arn.ts";
import type { SnsContext } from "./context.ts";
import { invalidParameter } from "./errors.ts";
import type { Topic } from "./topics/topic.ts";

/**
 * The access that an action needs to a topic, with the topic's own policy.
 *
 * The default policy is left out: it opens a topic to AWS services that act for its owner, and grants nothing
 * to the roles of the account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export const accessTo = ({ topics }: SnsContext, action: string, topicArn: string): Access => ({
  action,
  resources: [topicArn],
  resourcePolicy: topics.find(topicArn)?.policy,
});

/**
 * The topic of an ARN. One of another region is no valid parameter: each region has an endpoint of its own.
 *
 * @throws `InvalidParameter`, `NotFound`
 */
export const requireTopic = ({ topics, region }: SnsContext, topicArn: string): Topic => {
  if (regionOf(topicArn) !== region) throw invalidParameter("TopicArn");
  return topics.require(topicArn);
};

/** An operation on the topic that `TopicArn` names. */
export const onTopic = <Input extends { readonly TopicArn?: string }>(
  context: SnsContext,
  action: string,
  handle: (topic: Topic, input: Input, call: ApiCall) => object,
): Operation<Input> => ({
  access: ({ TopicArn }) => [accessTo(context, action, requireArn(TopicArn, "TopicArn"))],
  handle: (input, call) => handle(requireTopic(context, requireArn(input.TopicArn, "TopicArn")), input, call),
});
