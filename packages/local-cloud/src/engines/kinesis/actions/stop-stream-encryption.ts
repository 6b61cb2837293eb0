import { onStream, requireActive, updating } from "../action.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html */
export const stopStreamEncryption = onStream("StopStreamEncryption", (context, { stream, read }) => {
  requireActive(context, stream);
  read.text("EncryptionType", { oneOf: ["KMS"] });
  read.text("KeyId", { minimum: 1, maximum: 2_048 });
  context.streams.update(stream, { encryptionKeyId: undefined, transition: updating(context) });
  return {};
});
