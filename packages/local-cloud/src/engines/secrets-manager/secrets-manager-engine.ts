/** Secrets Manager. Rotation, replicas and customer managed keys are refused. */
import path from "node:path";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { SecretsAction } from "./action.ts";
import { createSecret } from "./actions/create-secret.ts";
import { deleteResourcePolicy } from "./actions/delete-resource-policy.ts";
import { deleteSecret } from "./actions/delete-secret.ts";
import { describeSecret } from "./actions/describe-secret.ts";
import { getRandomPassword } from "./actions/get-random-password.ts";
import { getResourcePolicy } from "./actions/get-resource-policy.ts";
import { getSecretValue } from "./actions/get-secret-value.ts";
import { listSecretVersionIds } from "./actions/list-secret-version-ids.ts";
import { listSecrets } from "./actions/list-secrets.ts";
import { putResourcePolicy } from "./actions/put-resource-policy.ts";
import { putSecretValue } from "./actions/put-secret-value.ts";
import { restoreSecret } from "./actions/restore-secret.ts";
import { rotateSecret } from "./actions/rotate-secret.ts";
import { tagResource } from "./actions/tag-resource.ts";
import { untagResource } from "./actions/untag-resource.ts";
import { updateSecret } from "./actions/update-secret.ts";
import { updateSecretVersionStage } from "./actions/update-secret-version-stage.ts";
import { openSecretStore } from "./store.ts";

const actions: Readonly<Record<string, SecretsAction>> = {
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
};

export interface SecretsManagerEngineOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly now?: () => Date;
}

export const createSecretsManagerEngine = ({
  stateDir,
  region,
  accountId,
  now = () => new Date(),
}: SecretsManagerEngineOptions): Engine => {
  const database = openDatabase(path.join(stateDir, "secrets-manager.sqlite"), "");
  const context = { store: openSecretStore(database, { region, accountId, now }), now };
  return {
    service: "secretsmanager",
    protocol: "json-1.1",
    targets: ["secretsmanager"],
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    close: async () => database.close(),
  };
};
