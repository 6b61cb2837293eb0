import type { Dispatcher } from "../../gateway/engine.ts";
import type { Mailbox } from "../../mail/mailbox.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import type { Place } from "./arns.ts";
import type { ConfigurationSet } from "./configuration-sets/configuration-set.ts";
import type { EventPublisher } from "./events/event-publisher.ts";
import type { Identity } from "./identities/identity.ts";
import type { SendLog } from "./sending/send-log.ts";
import type { SuppressedDestination } from "./suppression/suppressed-destination.ts";
import type { EmailTemplate } from "./templates/email-template.ts";

/** What the actions of both versions of the API work with. */
export interface SesContext extends Place {
  readonly identities: DocumentStore<Identity>;
  readonly templates: DocumentStore<EmailTemplate>;
  readonly configurationSets: DocumentStore<ConfigurationSet>;
  readonly suppressed: DocumentStore<SuppressedDestination>;
  readonly sendLog: SendLog;
  readonly mailbox: Mailbox;
  readonly events: EventPublisher;
  readonly dispatcher: Dispatcher;
  readonly now: () => Date;
}

export const epochSeconds = (date: Date): number => date.getTime() / 1_000;
