import type { Mailbox } from "../../../mail/mailbox.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { Triggers } from "../triggers/triggers.ts";
import type { User } from "../users/user.ts";
import {
  codePlaceholder,
  fillIn,
  type MessageKind,
  type MessageTemplate,
  plainText,
  templateOf,
  usernamePlaceholder,
} from "./templates.ts";

export interface CodeMessage {
  readonly kind: MessageKind;
  readonly pool: UserPool;
  readonly user: User;
  readonly to: string;
  /** Or the temporary password. */
  readonly code: string;
  /** The name that the user knows itself by. */
  readonly username: string;
  readonly clientId?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface Messenger {
  /** Puts the mail into the mailbox, and its code on the console. */
  send(message: CodeMessage): Promise<void>;
}

const defaultSender = "no-reply@verificationemail.com";

interface CustomMessage {
  readonly emailMessage?: string;
  readonly emailSubject?: string;
}

export const createMessenger = ({
  mailbox,
  triggers,
  log,
}: {
  readonly mailbox: Pick<Mailbox, "deliver">;
  readonly triggers: Triggers;
  readonly log: (line: string) => void;
}): Messenger => {
  /** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
  const customised = async (message: CodeMessage, template: MessageTemplate): Promise<MessageTemplate> => {
    const { pool, user, kind, clientId, clientMetadata } = message;
    if (!triggers.has(pool, "CustomMessage")) return template;
    const response = await triggers.call<CustomMessage>("CustomMessage", {
      pool,
      source: `CustomMessage_${kind}`,
      username: user.username,
      clientId,
      request: {
        userAttributes: user.attributes,
        codeParameter: codePlaceholder,
        usernameParameter: kind === "AdminCreateUser" ? usernamePlaceholder : null,
        ...(clientMetadata ? { clientMetadata } : {}),
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    });
    return {
      subject: response.emailSubject || template.subject,
      body: response.emailMessage || template.body,
    };
  };

  return {
    send: async (message) => {
      const { pool, kind, to, code } = message;
      const template = await customised(message, templateOf(pool, kind));
      const body = fillIn(template.body, message);
      mailbox.deliver({
        to,
        from: pool.settings.EmailConfiguration.From ?? defaultSender,
        subject: fillIn(template.subject, message),
        text: plainText(body),
        ...(/<[a-z][^>]*>/i.test(body) ? { html: body } : {}),
      });
      log(`Mail to ${to}: ${kind === "AdminCreateUser" ? "temporary password" : "code"} ${code}`);
    },
  };
};
