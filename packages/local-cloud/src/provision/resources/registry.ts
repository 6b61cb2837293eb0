import { TemplateError } from "../errors.ts";
import { refusedTypes } from "./refused-types.ts";
import type { ResourceType } from "./resource-type.ts";
import { inertResource, withoutLocalMeaning } from "./without-local-meaning.ts";

export interface ResourceTypes {
  /** @throws {TemplateError} for a type that is not supported, saying why or what to do */
  find(type: string): Promise<ResourceType>;
  isWithoutLocalMeaning(type: string): boolean;
}

/** One file per type, loaded when a template first uses it. */
const loaders: Readonly<Record<string, () => Promise<ResourceType>>> = {
  "AWS::SQS::Queue": async () => (await import("./sqs-queue.ts")).queue,
};

const reasonFor = (type: string): string | undefined =>
  withoutLocalMeaning.find(({ types }) => types.some((name) => name === type))?.reason;

export const resourceTypes: ResourceTypes = {
  isWithoutLocalMeaning: (type) => reasonFor(type) !== undefined,
  find: async (type) => {
    const load = loaders[type];
    if (load) return load();
    const reason = reasonFor(type);
    if (reason !== undefined) return inertResource(type, reason);
    const refusal = refusedTypes[type] ?? "the local cloud does not know this type";
    throw new TemplateError(`resource type ${type} is not supported: ${refusal}`);
  },
};
