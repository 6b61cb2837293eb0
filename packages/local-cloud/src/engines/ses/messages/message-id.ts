import { randomBytes, randomUUID } from "node:crypto";

/** `010001...-<uuid>-000000`, as the ids of SES look; clients must not read anything into it. */
export const newMessageId = (now: Date): string => {
  const time = now.getTime().toString(16).padStart(12, "0");
  return `0100${time}${randomBytes(2).toString("hex")}-${randomUUID()}-000000`;
};
