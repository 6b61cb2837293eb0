import type { Json } from "../../matching/json.ts";
import { matchesPattern } from "../../matching/pattern.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { filterableOf } from "./message-attributes.ts";
import { type Publication, textFor } from "./publication.ts";

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/**
 * Whether a subscription wants a message. A body that is not a JSON object satisfies no policy on the body.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html
 */
export const wants = ({ filter, protocol }: Subscription, publication: Publication): boolean => {
  if (!filter) return true;
  if (filter.scope === "MessageAttributes")
    return matchesPattern(filter.pattern, filterableOf(publication.attributes));
  const body = parse(textFor(publication, protocol));
  return body !== undefined && matchesPattern(filter.pattern, body);
};
