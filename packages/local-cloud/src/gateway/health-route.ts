import { type LocalRoute, problem } from "./local-api.ts";

/**
 * `GET /_local/health`. Whoever sends a bearer token learns whether it is that of this cloud, and not of
 * another one that has taken its port meanwhile.
 */
export const healthRoute = (endpoint: () => string, operatorSecret: string): LocalRoute => ({
  method: "GET",
  path: "/_local/health",
  access: "open",
  handle: ({ raw }) => {
    const token = raw.headers.authorization;
    if (token !== undefined && token !== `Bearer ${operatorSecret}`)
      return problem(401, "Unauthorized", "This is another local cloud than the one your token is for.");
    return { status: 200, body: { status: "ok", endpoint: endpoint(), pid: process.pid } };
  },
});
