import { ValidationFailed } from "@skein/lambda-kit/errors";
import { addressKey, normalAddress } from "./address.ts";
import type { SubscriberRepository } from "./subscriber.ts";

/**
 * Subscribes an address. Nothing tells whether it was subscribed before, and a second time changes nothing.
 *
 * @param id of the request
 * @throws {ValidationFailed} when the domain is no name of a host
 */
export const subscribe = async (
  { id, email }: { readonly id: string; readonly email: string },
  now: Date,
  { subscribers }: { readonly subscribers: Pick<SubscriberRepository, "add"> },
): Promise<void> => {
  const address = normalAddress(email);
  if (address.endsWith("@"))
    throw new ValidationFailed([{ path: "/body/email", message: "has a domain that cannot be" }]);
  const at = now.toISOString();
  await subscribers.add({
    id,
    key: addressKey(address),
    email: address,
    createdAt: at,
    updatedAt: at,
    version: 1,
  });
};
