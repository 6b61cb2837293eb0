import type { DatabaseSync } from "node:sqlite";
import { type DocumentStore, openDocumentStore } from "../../state/document-store.ts";
import { parameterNotFound, versionNotFound } from "./errors.ts";
import { type ParameterReference, referenceOf } from "./names.ts";
import { type Parameter, type ParameterVersion, versionsOf } from "./parameter.ts";

export interface FoundParameter {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  readonly selector?: string;
}

export interface ParameterStore extends DocumentStore<Parameter> {
  /** @param text name, ARN, or either with a version */
  find(text: string): FoundParameter | undefined;
  /** @throws {AwsError} `ParameterNotFound`, `ParameterVersionNotFound` */
  read(text: string): FoundParameter;
  /** The name meant by a name or ARN, whether there is such a parameter or not. */
  nameOf(text: string): string;
}

export const openParameterStore = (
  database: DatabaseSync,
  region: string,
  accountId: string,
): ParameterStore => {
  const documents = openDocumentStore<Parameter>(database, "parameters");

  /** `parameter/a` in an ARN means `/a` or `a`. */
  const parameterFor = ({ name }: ParameterReference): Parameter | undefined =>
    documents.get(name) ?? (name.startsWith("/") ? undefined : documents.get(`/${name}`));

  const isArn = (text: string) => text.startsWith("arn:");

  const find = (text: string): FoundParameter | undefined => {
    const reference = referenceOf(text, region, accountId);
    const parameter = isArn(text) ? parameterFor(reference) : documents.get(reference.name);
    if (!parameter) return undefined;
    const { selector } = reference;
    if (selector === undefined) return { parameter, version: parameter.latest };
    const version = versionsOf(parameter).find((candidate) => String(candidate.version) === selector);
    return version && { parameter, version, selector: `:${selector}` };
  };

  return {
    ...documents,
    find,
    read: (text) => {
      const found = find(text);
      if (found) return found;
      const { name, selector } = referenceOf(text, region, accountId);
      throw selector !== undefined && documents.get(name)
        ? versionNotFound(name, selector)
        : parameterNotFound(name);
    },
    nameOf: (text) => {
      const reference = referenceOf(text, region, accountId);
      return (isArn(text) ? parameterFor(reference)?.name : undefined) ?? reference.name;
    },
  };
};
