import { onStream, requireActive, updating } from "../action.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html */
export const startStreamEncryption = onStream("StartStreamEncryption", (context, { stream, read }) => {
  requireActive(context, stream);
  read.text("EncryptionType", { oneOf: ["KMS"] });
  const encryptionKeyId = read.text("KeyId", { minimum: 1, maximum: 2_048 });
  context.streams.update(stream, { encryptionKeyId, transition: updating(context) });
  return {};
});
