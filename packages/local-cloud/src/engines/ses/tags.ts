import type { InputReader } from "../../gateway/input-reader.ts";
import type { ConditionContext } from "../../iam/policy.ts";

/** Tags of a resource, for IAM and for bookkeeping; those of a message are in `messages/message-tags.ts`. */
export type Tags = Readonly<Record<string, string>>;

export const tagsIn = (read: InputReader): Tags =>
  Object.fromEntries(
    read
      .structures("Tags")
      .map((tag) => [tag.text("Key", { minimum: 1, maximum: 128 }), tag.text("Value", { maximum: 256 })]),
  );

export const wireTags = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export const resourceTagContext = (tags: Tags): ConditionContext =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));

/** Keys of a call that brings tags. */
export const requestTagContext = (tags: Tags): ConditionContext =>
  Object.keys(tags).length === 0
    ? {}
    : {
        "aws:TagKeys": Object.keys(tags),
        ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      };
