import { onStream } from "../action.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html */
export const deleteStream = onStream("DeleteStream", (context, { stream, read }) => {
  // Consumers with enhanced fan-out cannot be registered here, so there are none to ask about.
  read.optionalBoolean("EnforceConsumerDeletion");
  if (stream.transition?.status !== "DELETING")
    context.streams.update(stream, {
      transition: { status: "DELETING", until: context.clock() + context.stateChangeMs },
    });
  return {};
});
