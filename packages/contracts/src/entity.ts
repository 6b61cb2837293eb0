/** What every entity has beside its own fields. */
import { timestamp } from "./time.ts";
import { wholeNumber } from "./whole-number.ts";

export const entityFields = {
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Counts the writes, from 1; also the entity tag: version 3 is `ETag: "3"`. */
  version: wholeNumber(1),
};
