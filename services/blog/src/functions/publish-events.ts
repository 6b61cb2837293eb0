import { outbox } from "@skein/lambda-kit/outbox";
import { postEvents, readPost } from "../adapters/post-events.ts";

export const handler = outbox({ read: readPost, events: postEvents });
