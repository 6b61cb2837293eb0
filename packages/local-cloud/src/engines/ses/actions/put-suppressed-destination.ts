/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html */
import { sesAction } from "../action.ts";
import { epochSeconds } from "../context.ts";
import {
  suppressedAddressIn,
  suppressionKey,
  suppressionReasons,
} from "../suppression/suppressed-destination.ts";

export const putSuppressedDestination = sesAction("PutSuppressedDestination", {
  handle: (read, { suppressed, now }) => {
    read.refuse(["TenantName"], "there are no tenants.");
    const address = suppressedAddressIn(read);
    const reason = read.text("Reason", { oneOf: suppressionReasons }) === "BOUNCE" ? "BOUNCE" : "COMPLAINT";
    suppressed.put(suppressionKey(address), { address, reason, updatedAt: epochSeconds(now()) });
    return {};
  },
});
