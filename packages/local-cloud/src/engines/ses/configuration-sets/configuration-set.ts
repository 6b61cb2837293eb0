import type { InputReader } from "../../../gateway/input-reader.ts";
import { type SuppressionReason, suppressionReasonsIn } from "../suppression/suppressed-destination.ts";
import type { Tags } from "../tags.ts";
import type { EventDestination } from "./event-destination.ts";

export interface ConfigurationSet {
  readonly name: string;
  readonly sendingEnabled: boolean;
  /** Overrides that of the account; empty switches suppression off. */
  readonly suppressedReasons?: readonly SuppressionReason[];
  readonly eventDestinations: readonly EventDestination[];
  readonly tags: Tags;
}

const nameRule = { minimum: 1, maximum: 64, pattern: "[A-Za-z0-9_-]+" };

export const configurationSetNameIn = (read: InputReader): string =>
  read.text("ConfigurationSetName", nameRule);

export const optionalConfigurationSetNameIn = (read: InputReader): string | undefined =>
  read.optionalText("ConfigurationSetName", nameRule);

/** @returns `undefined` when the set has none of its own */
export const ownSuppressionIn = (read: InputReader): readonly SuppressionReason[] | undefined => {
  read.refuse(
    ["SuppressionScope", "ValidationOptions"],
    "there is one suppression list, that of the account.",
  );
  return read.has("SuppressedReasons") ? suppressionReasonsIn(read, "SuppressedReasons") : undefined;
};
