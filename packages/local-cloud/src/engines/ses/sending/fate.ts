/** What becomes of a message at one recipient. */
import type { ConfigurationSet } from "../configuration-sets/configuration-set.ts";
import type { SesContext } from "../context.ts";
import { suppressionOf } from "../suppression/suppression-of.ts";

export type Fate =
  | "delivered"
  /** No such user. */
  | "bounced"
  /** Delivered, and marked as spam. */
  | "complained"
  /** Delivered, and answered by a machine. */
  | "out-of-office"
  /** On the list that SES keeps over all accounts. */
  | "suppressed-globally"
  | "suppressed-as-bounce"
  | "suppressed-as-complaint";

/** https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator */
const simulated: Readonly<Record<string, Fate>> = {
  success: "delivered",
  bounce: "bounced",
  complaint: "complained",
  ooto: "out-of-office",
  suppressionlist: "suppressed-globally",
};

/** Addresses of the simulator may carry a label: `bounce+order-7@simulator.amazonses.com`. */
const simulatorAddress = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

export const fateAt = (context: SesContext, address: string, set: ConfigurationSet | undefined): Fate => {
  const suppression = suppressionOf(context, address, set);
  if (suppression === "BOUNCE") return "suppressed-as-bounce";
  if (suppression === "COMPLAINT") return "suppressed-as-complaint";
  const name = simulatorAddress.exec(address)?.[1]?.toLowerCase();
  // The simulator has no other addresses; mail to one bounces, as to any that does not exist.
  return name === undefined ? "delivered" : (simulated[name] ?? "bounced");
};

export const reachesInbox = (fate: Fate): boolean =>
  fate === "delivered" || fate === "complained" || fate === "out-of-office";
