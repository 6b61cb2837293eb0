import { type LocalAnswer, type LocalRoute, problem } from "../gateway/local-api.ts";
import type { DeployRequest } from "./deployment/stack-reader.ts";
import { ProvisionError, StackNotFound, TemplateError } from "./errors.ts";
import { isObject } from "./json.ts";
import type { Provisioner } from "./provisioner.ts";
import { json, map, object, required, text } from "./resources/shape.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
const stackNamePattern = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;

const deployBody = object({
  service: required(text),
  template: required(json),
  parameters: map(text),
  apiUrls: map(text),
});

const deployRequestOf = (stackName: string, body: unknown): DeployRequest => {
  if (!stackNamePattern.test(stackName))
    throw new TemplateError(`"${stackName}" is not a stack name: a letter, then letters, digits and hyphens`);
  if (!isObject(body)) throw new TemplateError("body must be a JSON object");
  const { service, template, parameters = {}, apiUrls = {} } = deployBody.parse(body, "body");
  return { service, template, parameters, apiUrls };
};

const answerOf = async (work: () => Promise<LocalAnswer> | LocalAnswer): Promise<LocalAnswer> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProvisionError)
      return problem(422, "The stack could not be provisioned", error.message, { failures: error.failures });
    if (error instanceof StackNotFound) return problem(404, "Not Found", error.message);
    if (error instanceof TemplateError) return problem(400, "Bad Request", error.message);
    throw error;
  }
};

/** `/_local/stacks`: what `serverless offline` and `npm start` provision through. */
export const provisionRoutes = (provisioner: Provisioner): readonly LocalRoute[] => {
  const path = "/_local/stacks/{stackName}";
  const nameIn = (labels: Readonly<Record<string, string>>): string => labels.stackName ?? "";
  return [
    {
      method: "GET",
      path: "/_local/stacks",
      access: "operator",
      handle: () => ({ status: 200, body: provisioner.list() }),
    },
    {
      method: "GET",
      path,
      access: "operator",
      handle: ({ labels }) => answerOf(() => ({ status: 200, body: provisioner.describe(nameIn(labels)) })),
    },
    {
      method: "PUT",
      path,
      access: "operator",
      handle: ({ labels, body }) =>
        answerOf(async () => {
          const request = deployRequestOf(nameIn(labels), body);
          return { status: 200, body: await provisioner.deploy(nameIn(labels), request) };
        }),
    },
    {
      method: "DELETE",
      path,
      access: "operator",
      handle: ({ labels }) =>
        answerOf(async () => {
          await provisioner.remove(nameIn(labels));
          return { status: 204 };
        }),
    },
  ];
};
