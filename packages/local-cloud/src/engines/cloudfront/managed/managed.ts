import type { Stored } from "../stored.ts";

/** AWS does not say when it made them. */
const since = "2020-07-22T00:00:00.000Z";

/** A policy that AWS brings along; in the API its name has a prefix. */
export const managed = <Config extends { readonly Name: string }>(
  id: string,
  config: Config,
): Stored<Config> => ({
  id,
  etag: "E23ZP02F085DFQ",
  createdAt: since,
  modifiedAt: since,
  config: { ...config, Name: `Managed-${config.Name}` },
});
