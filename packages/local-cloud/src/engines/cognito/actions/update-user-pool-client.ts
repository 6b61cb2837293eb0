import { type Action, type Cognito, onPool } from "../context.ts";
import { text } from "../input.ts";
import { clientSettings } from "../pools/client-input.ts";
import { clientView } from "../pools/pool-view.ts";

/**
 * What a call leaves out goes back to its default, as on AWS.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export const updateUserPoolClient = (cognito: Cognito): Action => ({
  access: onPool(cognito, "UpdateUserPoolClient"),
  handle: (input) => {
    const { store, now } = cognito;
    const pool = store.pools.get(text(input, "UserPoolId"));
    const client = store.clients.get(text(input, "ClientId"), pool.id);
    const settings = clientSettings({ ClientName: client.settings.ClientName, ...input }, pool);
    store.clients.update(client.id, settings, now());
    return { UserPoolClient: clientView(store.clients.get(client.id)) };
  },
});
