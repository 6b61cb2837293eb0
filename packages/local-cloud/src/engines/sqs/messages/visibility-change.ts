import { invalidParameterValue, missingParameter } from "../errors.ts";
import type { VisibilityChange } from "./receipts.ts";

/** What `ChangeMessageVisibility` and an entry of its batch have in common. */
export interface VisibilityInput {
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}

/** @throws `MissingParameter`, `InvalidParameterValue` */
export const visibilityChangeOf = (input: VisibilityInput): VisibilityChange => {
  const { ReceiptHandle: receiptHandle, VisibilityTimeout: seconds } = input;
  if (!receiptHandle) throw missingParameter("ReceiptHandle");
  if (seconds === undefined) throw missingParameter("VisibilityTimeout");
  if (seconds < 0 || seconds > 43_200)
    throw invalidParameterValue(
      seconds,
      "VisibilityTimeout",
      "VisibilityTimeout must be an integer between 0 and 43200",
    );
  return { receiptHandle, seconds };
};
