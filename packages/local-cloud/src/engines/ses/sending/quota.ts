import type { SesContext } from "../context.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/** What an account out of the sandbox starts with. It is told, so that senders can pace themselves, not enforced. */
export const sendQuota = ({ sendLog, now }: SesContext) => ({
  Max24HourSend: 50_000,
  MaxSendRate: 14,
  SentLast24Hours: sendLog.sentSince(new Date(now().getTime() - dayMs)),
});
