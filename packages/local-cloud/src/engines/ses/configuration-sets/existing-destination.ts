import { notFound } from "../errors.ts";
import type { ConfigurationSet } from "./configuration-set.ts";
import type { EventDestination } from "./event-destination.ts";

/** @throws {AwsError} when the set has none of that name */
export const existingDestination = (set: ConfigurationSet, name: string): EventDestination => {
  const destination = set.eventDestinations.find((candidate) => candidate.name === name);
  if (!destination)
    throw notFound(`Event destination <${name}> does not exist in configuration set <${set.name}>.`);
  return destination;
};
