import type { ConfigurationSet } from "../configuration-sets/configuration-set.ts";
import type { SesContext } from "../context.ts";
import { type SuppressionReason, suppressionKey, suppressionReasons } from "./suppressed-destination.ts";

/** New accounts suppress for both reasons; a configuration set may say otherwise. */
export const suppressionOf = (
  { suppressed }: SesContext,
  address: string,
  set: ConfigurationSet | undefined,
): SuppressionReason | undefined => {
  const reason = suppressed.get(suppressionKey(address))?.reason;
  const counting = set?.suppressedReasons ?? suppressionReasons;
  return reason !== undefined && counting.includes(reason) ? reason : undefined;
};
