import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter, validationError } from "../errors.ts";
import { requireValidAttribute } from "../topics/topic-attributes.ts";

interface Input {
  readonly TopicArn?: string;
  readonly AttributeName?: string;
  readonly AttributeValue?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = (context: SnsContext) =>
  onTopic<Input>(
    context,
    "sns:SetTopicAttributes",
    (topic, { AttributeName: name, AttributeValue: value = "" }) => {
      if (name === undefined) throw validationError("attributeName");
      if (name === "FifoTopic") throw invalidParameter("AttributeName");
      requireValidAttribute(name, value, topic.fifo);
      const { [name]: _, ...others } = topic.attributes;
      context.topics.update(topic, { attributes: value === "" ? others : { ...others, [name]: value } });
      return {};
    },
  );
