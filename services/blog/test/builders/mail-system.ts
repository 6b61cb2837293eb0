import type { Mail, MailLog } from "../../src/domain/mail.ts";
import type { SendingPorts } from "../../src/domain/send-once.ts";

/** A log for tests of rules; it never becomes sure by itself. */
export const mailLogInMemory = (): MailLog & { readonly states: Map<string, string> } => {
  const states = new Map<string, string>();
  return {
    states,
    async begin(id) {
      const state = states.get(id);
      if (state === "sent") return "sent";
      if (state === "sending") return "unsure";
      states.set(id, "sending");
      return "begun";
    },
    sent: async (id) => void states.set(id, "sent"),
    refused: async (id) => void states.set(id, "refused"),
  };
};

/** Keeps mails instead of sending them; `before` may fail instead. */
export const mailSystem = (before: (mail: Mail) => void = () => {}) => {
  const outbox: Mail[] = [];
  const log = mailLogInMemory();
  const pauses: number[] = [];
  const ports: SendingPorts = {
    log,
    now: () => new Date(),
    pause: async (milliseconds) => void pauses.push(milliseconds),
    mailer: {
      async send(mail) {
        before(mail);
        outbox.push(mail);
      },
    },
  };
  return { outbox, log, pauses, ports };
};
