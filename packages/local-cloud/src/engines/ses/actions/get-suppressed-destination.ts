/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html */
import { sesAction } from "../action.ts";
import { suppressedDestinationIn } from "../suppression/existing-destination.ts";

export const getSuppressedDestination = sesAction("GetSuppressedDestination", {
  handle: (read, context) => {
    const { address, reason, updatedAt } = suppressedDestinationIn(read, context);
    return { SuppressedDestination: { EmailAddress: address, Reason: reason, LastUpdateTime: updatedAt } };
  },
});
