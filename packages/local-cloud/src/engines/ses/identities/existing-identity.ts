import type { InputReader } from "../../../gateway/input-reader.ts";
import type { SesContext } from "../context.ts";
import { identityNotFound } from "../errors.ts";
import { type Identity, identityNameIn } from "./identity.ts";

/** The identity that an operation is on. @throws {AwsError} when it is not there */
export const identityIn = (read: InputReader, { identities }: SesContext): Identity => {
  const name = identityNameIn(read, "EmailIdentity");
  const identity = identities.get(name);
  if (!identity) throw identityNotFound(name);
  return identity;
};

/** What operations on one identity need. */
export const onIdentity = (read: InputReader) => ({
  resources: [{ kind: "identity" as const, name: identityNameIn(read, "EmailIdentity") }],
});
