/**
 * Amazon SES: sends into the mailbox of the local cloud. Contact lists, receiving, dedicated addresses, sending for
 * other accounts and everything else that is not in `ses-actions.ts` and `older-ses-actions.ts` is refused by name.
 */
import path from "node:path";
import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import type { Mailbox } from "../../mail/mailbox.ts";
import { openDatabase } from "../../state/database.ts";
import { openDocumentStore } from "../../state/document-store.ts";
import type { SesAction } from "./action.ts";
import type { SesContext } from "./context.ts";
import { openEventOutbox } from "./events/event-outbox.ts";
import { createEventPublisher } from "./events/event-publisher.ts";
import { olderSesActions } from "./older-ses-actions.ts";
import { refusedRoutes } from "./refused-routes.ts";
import { openSendLog } from "./sending/send-log.ts";
import { sesActions } from "./ses-actions.ts";
import { sesRoutes } from "./ses-routes.ts";

export interface SesOptions {
  /** Folder of `ses.sqlite`. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Carries events to SNS topics, under their policies. */
  readonly dispatcher: Dispatcher;
  readonly mailbox: Mailbox;
  readonly now?: () => Date;
}

const operationsOf = (actions: Readonly<Record<string, SesAction>>, context: SesContext) =>
  Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)]));

/**
 * Both versions of the API, over the same identities, templates and configuration sets.
 *
 * @example engines: (context) => [...createSesEngines({ ...context, mailbox }), createSnsEngine(context)]
 */
export const createSesEngines = (options: SesOptions): readonly [v2: Engine, v1: Engine] => {
  const { stateDir, region, accountId, dispatcher, mailbox, now = () => new Date() } = options;
  const database = openDatabase(path.join(stateDir, "ses.sqlite"), "");
  const events = createEventPublisher({ region, accountId, dispatcher, outbox: openEventOutbox(database) });
  const context: SesContext = {
    region,
    accountId,
    identities: openDocumentStore(database, "identities"),
    templates: openDocumentStore(database, "templates"),
    configurationSets: openDocumentStore(database, "configuration_sets"),
    suppressed: openDocumentStore(database, "suppressed_destinations"),
    sendLog: openSendLog(database),
    mailbox,
    events,
    dispatcher,
    now,
  };
  events.resume();

  const newer: Engine = {
    service: "ses",
    protocol: "rest-json",
    routes: [...sesRoutes, ...refusedRoutes],
    operations: operationsOf(sesActions, context),
    close: async () => {
      await events.close();
      database.close();
    },
  };
  const older: Engine = {
    service: "ses",
    protocol: "query",
    xmlNamespace: "2010-12-01",
    operations: operationsOf(olderSesActions, context),
  };
  return [newer, older];
};
