/**
 * Tags that a session gets from whoever vouches for its user. Policies know them as `aws:PrincipalTag/<key>`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
import type { ConditionContext } from "../../iam/policy.ts";

export type SessionTags = Readonly<Record<string, string>>;

/** The claim of a web identity token that holds them, as `{principal_tags: {<key>: [<value>]}}`. */
export const tagsClaim = "https://aws.amazon.com/tags";

const keyShape = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const valueShape = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** What is wrong with tags, if anything: https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html */
export const sessionTagFault = (tags: SessionTags): string | undefined => {
  for (const [key, value] of Object.entries(tags)) {
    if (!keyShape.test(key) || key.toLowerCase().startsWith("aws:"))
      return `The tag key ${key} is not valid.`;
    if (!valueShape.test(value)) return `The value of the tag ${key} is not valid.`;
  }
  return undefined;
};

/** Keys that the role's trust policy may ask about before it lets the tags in. */
export const requestedTags = (tags: SessionTags): ConditionContext =>
  Object.keys(tags).length === 0
    ? {}
    : {
        "aws:TagKeys": Object.keys(tags),
        ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      };

/** Keys of every call that the session makes. */
export const principalTags = (tags: SessionTags): ConditionContext =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
