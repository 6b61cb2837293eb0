import { getStorageRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { setting } from "@skein/lambda-kit/settings";
import { folderOf } from "../domain/attachments.ts";

export const handler = http(getStorageRoute, async ({ user }) => ({
  status: 200,
  body: {
    bucket: setting("ATTACHMENTS_BUCKET"),
    prefix: folderOf(user.id),
    region: setting("AWS_REGION"),
    identityPoolId: setting("IDENTITY_POOL_ID"),
  },
}));
