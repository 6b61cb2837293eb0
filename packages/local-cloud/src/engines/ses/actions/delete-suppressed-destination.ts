/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html */
import { sesAction } from "../action.ts";
import { suppressedDestinationIn } from "../suppression/existing-destination.ts";
import { suppressionKey } from "../suppression/suppressed-destination.ts";

export const deleteSuppressedDestination = sesAction("DeleteSuppressedDestination", {
  handle: (read, context) => {
    context.suppressed.delete(suppressionKey(suppressedDestinationIn(read, context).address));
    return {};
  },
});
