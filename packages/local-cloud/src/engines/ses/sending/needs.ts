import type { Need } from "../action.ts";
import type { SesContext } from "../context.ts";
import { sendingIdentityName } from "../identities/verified-senders.ts";
import { type Envelope, envelopeConditions } from "../messages/envelope.ts";
import type { Resource } from "../resources.ts";
import { defaultSetName } from "./default-set.ts";

/** A sender needs leave for its identity, and for the configuration set and the template that it uses. */
export const resourcesToSend = (
  context: SesContext,
  { from, configurationSetName }: Pick<Envelope, "from" | "configurationSetName">,
  templateName?: string,
): readonly Resource[] => {
  const set = configurationSetName ?? defaultSetName(context, from.address);
  return [
    { kind: "identity", name: sendingIdentityName(context, from.address) },
    ...(set === undefined ? [] : [{ kind: "configuration-set" as const, name: set }]),
    ...(templateName === undefined ? [] : [{ kind: "template" as const, name: templateName }]),
  ];
};

export const needsToSend = (context: SesContext, envelope: Envelope, templateName?: string): Need => ({
  resources: resourcesToSend(context, envelope, templateName),
  conditions: envelopeConditions(envelope),
});
