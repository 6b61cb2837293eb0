import { openApiOf } from "@skein/contracts/openapi";
import { services } from "@skein/contracts/openapi/services";
import { describe, expect, it } from "vitest";
import { typesOf } from "../../generate/generate.ts";
import { blogClient, todosClient, usersClient } from "../../src/client.ts";

const clients = { users: usersClient, todos: todosClient, blog: blogClient };

describe("a client", () => {
  it("is there for every service that has a document", () => {
    expect(Object.keys(clients).toSorted()).toEqual(services.map(({ name }) => name).toSorted());
  });

  const answering = (answer: Response) => {
    const asked: Request[] = [];
    const options = {
      baseUrl: "http://users.example/dev",
      fetch: async (request: Request) => {
        asked.push(request);
        return answer;
      },
    };
    return { asked, users: usersClient(options) };
  };
  const userId = "11111111-1111-4111-8111-111111111111";

  it("asks at the service's address, and gives what it answers", async () => {
    const { asked, users } = answering(Response.json({ id: userId, displayName: "Ada" }));
    const { data } = await users.GET("/users/{userId}", { params: { path: { userId } } });
    expect(data?.displayName).toBe("Ada");
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ["GET", `http://users.example/dev/users/${userId}`],
    ]);
  });

  it("gives the problem when there is one, and no data", async () => {
    const problem = { type: "urn:problem-type:skein:not-found", title: "x", status: 404, correlationId: "c" };
    const { users } = answering(Response.json(problem, { status: 404 }));
    const { data, error, response } = await users.GET("/users/{userId}", { params: { path: { userId } } });
    expect([data, error?.type, response.status]).toEqual([undefined, problem.type, 404]);
  });
});

it("the same document always gives the same types", async () => {
  const [service] = services;
  if (!service) throw new Error("there are no services");
  const make = () => typesOf(openApiOf(service), "x");
  expect(await make()).toBe(await make());
});
