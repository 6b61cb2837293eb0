import { outbox } from "@skein/lambda-kit/outbox";
import { profileEvents } from "../adapters/profile-events.ts";
import { fromItem } from "../adapters/profile-item.ts";

export const handler = outbox({ read: fromItem, events: profileEvents });
