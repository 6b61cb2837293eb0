/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { olderSesAction } from "../action.ts";
import { badRequest } from "../errors.ts";
import { headersOfRaw } from "../messages/headers.ts";
import { rawEnvelope } from "../messages/raw-envelope.ts";
import { parseRaw, rawDataIn } from "../messages/raw-message.ts";
import { needsToSend } from "../sending/needs.ts";
import { checkSize, olderRawEnvelopeIn } from "../sending/older-envelope-input.ts";
import { send } from "../sending/send.ts";

const rawIn = (read: InputReader): Buffer => {
  const message = read.optionalStructure("RawMessage");
  if (!message) throw badRequest("RawMessage is missing.");
  const raw = rawDataIn(message);
  checkSize(raw.length);
  return raw;
};

const envelopeIn = (read: InputReader) => rawEnvelope(olderRawEnvelopeIn(read), headersOfRaw(rawIn(read)));

export const sendRawEmail = olderSesAction("SendRawEmail", {
  needs: (read, context) => needsToSend(context, envelopeIn(read)),
  handle: async (read, context, call) => {
    const content = await parseRaw(rawIn(read));
    return { MessageId: send(context, { envelope: envelopeIn(read), content }, call) };
  },
});
