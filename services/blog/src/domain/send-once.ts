import { type Mail, type Mailer, type MailLog, MailRefused } from "./mail.ts";

export interface SendingPorts {
  readonly mailer: Mailer;
  readonly log: MailLog;
  readonly now: () => Date;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const pauseMilliseconds = 2_000;

/**
 * Sends a mail once, through retries and deaths of the function.
 *
 * SES has no token that would make a second call the first one again. So an attempt is noted before, and the success
 * after. Who finds a note without a success, because the function died in between, waits for the sign that SES gives
 * of every mail it took, and sends again only when none comes.
 *
 * @returns whether this call sent it
 */
export const sendOnce = async (
  mail: Mail,
  signal: AbortSignal,
  { mailer, log, now, pause }: SendingPorts,
): Promise<boolean> => {
  for (;;) {
    signal.throwIfAborted();
    const outcome = await log.begin(mail.id, now());
    if (outcome === "sent") return false;
    if (outcome === "begun") break;
    await pause(pauseMilliseconds, signal);
  }
  try {
    await mailer.send(mail, signal);
  } catch (error) {
    if (error instanceof MailRefused) await log.refused(mail.id);
    throw error;
  }
  await log.sent(mail.id);
  return true;
};
