/** Typed clients of the services' APIs, generated from each one's openapi.yml. */
import createClient, { type Client } from "openapi-fetch";
import type { paths as Blog } from "./generated/blog.ts";
import type { paths as Todos } from "./generated/todos.ts";
import type { paths as Users } from "./generated/users.ts";

export interface ClientOptions {
  /** The service's `ApiUrl`. */
  readonly baseUrl: string;
  /** How requests are sent; adds a token or a signature. The platform's own unless given. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * @example
 * const { data, error } = await usersClient({ baseUrl, fetch: signedFetch("execute-api") })
 *   .GET("/users/{userId}", { params: { path: { userId } } });
 */
export const usersClient = (options: ClientOptions): Client<Users> => createClient<Users>(options);

export const todosClient = (options: ClientOptions): Client<Todos> => createClient<Todos>(options);

export const blogClient = (options: ClientOptions): Client<Blog> => createClient<Blog>(options);
