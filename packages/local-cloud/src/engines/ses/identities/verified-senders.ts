import { arnOf } from "../arns.ts";
import type { SesContext } from "../context.ts";
import { messageRejected } from "../errors.ts";
import { identityFor } from "./identity.ts";

/**
 * Everybody in whose name a message is sent: `From`, `Sender`, `Return-Path`.
 *
 * @throws {AwsError} `MessageRejected`, see https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
export const requireVerified = ({ identities, region }: SesContext, addresses: readonly string[]): void => {
  const strangers = [...new Set(addresses)].filter((address) => !identityFor(identities, address));
  if (strangers.length > 0)
    throw messageRejected(
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${strangers.join(", ")}`,
    );
};

/** Name of the identity that policies are asked about: that of the address itself while nobody is verified. */
export const sendingIdentityName = ({ identities }: SesContext, address: string): string =>
  identityFor(identities, address)?.name ?? address;

export const sendingIdentityArn = (context: SesContext, address: string): string =>
  arnOf(context, "identity", sendingIdentityName(context, address));
