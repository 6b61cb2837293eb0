import { onSecret, secretIdIn, secretsAction } from "../action.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export const untagResource = secretsAction("UntagResource", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const secret = store.read(secretIdIn(read));
    const gone = new Set(read.texts("TagKeys"));
    const tags = Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !gone.has(key)));
    store.put({ ...secret, tags });
    return {};
  },
});
