import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { pageOf } from "../page.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
export const listSecretVersionIds = secretsAction("ListSecretVersionIds", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const secret = store.read(secretIdIn(read));
    const deprecated = read.optionalBoolean("IncludeDeprecated") ?? false;
    const versions = secret.versions.filter(({ stages }) => deprecated || stages.length > 0);
    const { page, NextToken } = pageOf(read, versions, ({ id }) => id);
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: page.map(({ id, stages, createdAt }) => ({
        VersionId: id,
        VersionStages: stages,
        CreatedDate: createdAt,
      })),
      NextToken,
    };
  },
});
