/** What every entity has beside its own fields. */
import * as z from "zod/mini";
import { timestamp } from "./time.ts";

export const entityFields = {
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Counts the writes, from 1; also the entity tag: version 3 is `ETag: "3"`. */
  version: z.int().check(z.minimum(1)),
};
