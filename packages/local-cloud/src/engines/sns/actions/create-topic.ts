import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter, notProvidedLocally } from "../errors.ts";
import { isTrue, listOf, mapOf } from "../input.ts";
import { requireTagQuota, tagsOf, type WireTag } from "../topics/tags.ts";
import type { Tags, Topic } from "../topics/topic.ts";
import { requireValidAttribute } from "../topics/topic-attributes.ts";
import { requireValidName } from "../topics/topic-name.ts";

interface Input {
  readonly Name?: string;
  readonly Attributes?: Readonly<Record<string, string>> | string;
  readonly Tags?: readonly WireTag[] | string;
  readonly DataProtectionPolicy?: string;
}

/** Creating a topic again is fine as long as it would come out the same. */
const requireSame = (topic: Topic, attributes: Readonly<Record<string, string>>, tags: Tags): void => {
  for (const [name, value] of Object.entries(attributes))
    if ((topic.attributes[name] ?? "") !== value)
      throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  for (const [key, value] of Object.entries(tags))
    if (topic.tags[key] !== value)
      throw invalidParameter("Tags Reason: Topic already exists with different tags");
};

const arnOf = ({ region, accountId }: SnsContext, name: string): string =>
  `arn:aws:sns:${region}:${accountId}:${name}`;

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic = (context: SnsContext): Operation<Input> => ({
  access: ({ Name }) => [accessTo(context, "sns:CreateTopic", arnOf(context, Name ?? ""))],

  handle: ({ Name, Attributes, Tags: wireTags, DataProtectionPolicy }) => {
    if (DataProtectionPolicy !== undefined)
      throw notProvidedLocally("inspection of messages (DataProtectionPolicy)", "Leave the member out.");
    const given = mapOf(Attributes);
    const fifo = isTrue(given.FifoTopic);
    const arn = arnOf(context, requireValidName(Name, fifo));
    // FifoTopic "false" is a standard topic, and says nothing more about it.
    const attributes = Object.fromEntries(
      Object.entries(given).filter(([name, value]) => value !== "" && (fifo || name !== "FifoTopic")),
    );
    for (const [name, value] of Object.entries(attributes))
      requireValidAttribute(name, value, fifo, "Attributes Reason: ");
    const tags = requireTagQuota(tagsOf(listOf(wireTags)));

    const existing = context.topics.find(arn);
    if (existing) requireSame(existing, attributes, tags);
    else context.topics.create(arn, attributes, tags, context.clock());
    return { TopicArn: arn };
  },
});
