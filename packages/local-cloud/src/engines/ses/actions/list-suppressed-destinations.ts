/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { sesAction } from "../action.ts";
import { epochSeconds } from "../context.ts";
import { badRequest } from "../errors.ts";
import { pageOf } from "../page.ts";
import { suppressionKey, suppressionReasons } from "../suppression/suppressed-destination.ts";

/** Dates in a URL are text: https://smithy.io/2.0/spec/http-bindings.html#httpquery-serialization-rules */
const momentIn = (read: InputReader, member: string): number | undefined => {
  const text = read.optionalText(member);
  if (text === undefined) return undefined;
  const seconds = epochSeconds(new Date(text));
  if (Number.isNaN(seconds)) throw badRequest(`${member} is not a date: ${text}`);
  return seconds;
};

export const listSuppressedDestinations = sesAction("ListSuppressedDestinations", {
  handle: (read, { suppressed }) => {
    read.refuse(["TenantName"], "there are no tenants.");
    const asked = read.texts("Reasons", { oneOf: suppressionReasons });
    const reasons: readonly string[] = asked.length > 0 ? asked : suppressionReasons;
    const start = momentIn(read, "StartDate") ?? Number.NEGATIVE_INFINITY;
    const end = momentIn(read, "EndDate") ?? Number.POSITIVE_INFINITY;
    const chosen = suppressed
      .list()
      .filter(({ reason, updatedAt }) => reasons.includes(reason) && updatedAt >= start && updatedAt <= end);
    const { page, NextToken } = pageOf(read, chosen, ({ address }) => suppressionKey(address));
    const SuppressedDestinationSummaries = page.map(({ address, reason, updatedAt }) => ({
      EmailAddress: address,
      Reason: reason,
      LastUpdateTime: updatedAt,
    }));
    return { SuppressedDestinationSummaries, NextToken };
  },
});
