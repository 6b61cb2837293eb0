import { AwsError } from "../../gateway/errors.ts";
import type { InputReader } from "../../gateway/input-reader.ts";
import type { Parameter } from "./parameter.ts";
import type { ParameterStore } from "./store.ts";

/** Tags of documents, instances and the like have no local meaning. */
const checkType = (read: InputReader): void => {
  if (read.text("ResourceType") !== "Parameter")
    throw new AwsError("InvalidResourceType", "The local cloud tags resources of the type Parameter only.");
};

export const taggedNameIn = (read: InputReader): string => {
  checkType(read);
  return read.text("ResourceId");
};

/** @throws {AwsError} `InvalidResourceId` when there is no such parameter */
export const taggedParameter = (read: InputReader, store: ParameterStore): Parameter => {
  const parameter = store.find(taggedNameIn(read))?.parameter;
  if (!parameter)
    throw new AwsError(
      "InvalidResourceId",
      "The resource ID isn't valid. Verify that you entered the correct ID and try again.",
    );
  return parameter;
};
