import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { tagsIn } from "../value-input.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export const tagResource = secretsAction("TagResource", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const secret = store.read(secretIdIn(read));
    store.put({ ...secret, tags: { ...secret.tags, ...tagsIn(read) } });
    return {};
  },
});
