import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { checkDestinations } from "../notifications/check-destinations.ts";
import { checkNotification, type NotificationInput } from "../notifications/check-notification.ts";
import { targetsOf } from "../notifications/configuration.ts";

interface Input extends BucketInput {
  readonly NotificationConfiguration?: NotificationInput;
  readonly SkipDestinationValidation?: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export const putBucketNotificationConfiguration: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketNotification", async ({ name }, input: Input) => {
    const notification = checkNotification(input.NotificationConfiguration ?? {}, context.region);
    if (!input.SkipDestinationValidation) await checkDestinations(context, name, targetsOf(notification));
    context.buckets.update(name, { notification });
    return {};
  });
