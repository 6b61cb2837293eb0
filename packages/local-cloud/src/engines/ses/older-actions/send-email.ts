/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html */
import { olderSesAction } from "../action.ts";
import { badRequest } from "../errors.ts";
import { simpleContentIn } from "../messages/content.ts";
import { needsToSend } from "../sending/needs.ts";
import { checkSize, olderEnvelopeIn } from "../sending/older-envelope-input.ts";
import { send } from "../sending/send.ts";

export const sendEmail = olderSesAction("SendEmail", {
  needs: (read, context) => needsToSend(context, olderEnvelopeIn(read)),
  handle: (read, context, call) => {
    const message = read.optionalStructure("Message");
    if (!message) throw badRequest("Message is missing.");
    const content = simpleContentIn(message);
    checkSize(Buffer.byteLength((content.text ?? "") + (content.html ?? "")));
    return { MessageId: send(context, { envelope: olderEnvelopeIn(read), content }, call) };
  },
});
