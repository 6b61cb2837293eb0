import type { SesContext } from "../context.ts";
import { identityFor } from "../identities/identity.ts";

/** https://docs.aws.amazon.com/ses/latest/dg/managing-configuration-sets.html#default-config-sets */
export const defaultSetName = ({ identities }: SesContext, from: string): string | undefined =>
  identityFor(identities, from)?.configurationSetName;
