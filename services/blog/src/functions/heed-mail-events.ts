import { messages } from "@skein/lambda-kit/messages";
import { mailEventIn } from "../adapters/mail-events.ts";
import { mailLog } from "../adapters/mail-log.ts";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { heedMailEvent } from "../domain/mail-event.ts";

export const handler = messages(
  mailEventIn,
  (event) => heedMailEvent(event, { log: mailLog(), subscribers: subscriberRepository() }),
  // What is noted twice is noted, and who is removed twice is gone.
  { idempotency: false },
);
