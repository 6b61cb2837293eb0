import { AwsError } from "../../../gateway/errors.ts";

/** The error that one part of a batch gets; `undefined` when it went well. */
export type Refusal = AwsError | undefined;

/** Runs one part of a batch. Anything but an AWS error is a fault of ours, and stops the batch. */
export const refusalOf = (work: () => void): Refusal => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
};
