import type { InputReader } from "../../../gateway/input-reader.ts";
import type { SesContext } from "../context.ts";
import { notFound } from "../errors.ts";
import { type SuppressedDestination, suppressedAddressIn, suppressionKey } from "./suppressed-destination.ts";

/** The entry that an operation is on. @throws {AwsError} when the address is not on the list */
export const suppressedDestinationIn = (
  read: InputReader,
  { suppressed }: SesContext,
): SuppressedDestination => {
  read.refuse(["TenantName"], "there are no tenants.");
  const address = suppressedAddressIn(read);
  const destination = suppressed.get(suppressionKey(address));
  if (!destination) throw notFound(`Email address ${address} does not exist on your suppression list.`);
  return destination;
};
