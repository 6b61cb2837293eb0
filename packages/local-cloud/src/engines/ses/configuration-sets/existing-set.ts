import type { InputReader } from "../../../gateway/input-reader.ts";
import type { SesContext } from "../context.ts";
import { configurationSetNotFound } from "../errors.ts";
import { type ConfigurationSet, configurationSetNameIn } from "./configuration-set.ts";

/** @throws {AwsError} when it is not there */
export const existingSet = ({ configurationSets }: SesContext, name: string): ConfigurationSet => {
  const set = configurationSets.get(name);
  if (!set) throw configurationSetNotFound(name);
  return set;
};

/** The set that an operation is on. @throws {AwsError} when it is not there */
export const configurationSetIn = (read: InputReader, context: SesContext): ConfigurationSet =>
  existingSet(context, configurationSetNameIn(read));

/** What operations on one set need. */
export const onConfigurationSet = (read: InputReader) => ({
  resources: [{ kind: "configuration-set" as const, name: configurationSetNameIn(read) }],
});
