import type { Principal } from "../../../iam/principal.ts";
import { arnOf, type Place } from "../arns.ts";

/** In whose name events are published; topic policies tell it by the configuration set. */
export const sesPrincipal = (place: Place, configurationSet: string): Principal => ({
  kind: "service",
  service: "ses.amazonaws.com",
  sourceArn: arnOf(place, "configuration-set", configurationSet),
  sourceAccount: place.accountId,
});
