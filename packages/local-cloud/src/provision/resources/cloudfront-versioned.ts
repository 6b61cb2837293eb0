/** What CloudFront's policies, keys and the like have in common: a configuration with a name, and a version. */
import type { CloudFront } from "@aws-sdk/client-cloudfront";
import { given, unlessAbsent } from "./absent.ts";
import type { Properties, PropertyRules } from "./property-rules.ts";
import { defineResource, type PhysicalResource, type ResourceType } from "./resource-type.ts";

interface Answer {
  readonly id: string | undefined;
  /** What `Fn::GetAtt` answers beside the id. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface NamedId {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

interface Versioned<R extends PropertyRules> {
  readonly type: string;
  readonly properties: R;
  readonly nameOf: (properties: Properties<R>) => string;
  /** One page of all there are. */
  readonly list: (
    client: CloudFront,
    marker: string | undefined,
  ) => Promise<{ readonly items: readonly NamedId[]; readonly next: string | undefined }>;
  readonly create: (client: CloudFront, properties: Properties<R>) => Promise<Answer>;
  readonly versionOf: (client: CloudFront, id: string) => Promise<string | undefined>;
  readonly update: (
    client: CloudFront,
    properties: Properties<R>,
    at: { readonly Id: string; readonly IfMatch: string },
  ) => Promise<Answer>;
  readonly remove: (
    client: CloudFront,
    at: { readonly Id: string; readonly IfMatch: string },
  ) => Promise<unknown>;
}

const physical = ({ id, attributes = {} }: Answer): PhysicalResource => {
  const physicalId = given(id, "an id");
  return { physicalId, attributes: { Id: physicalId, ...attributes } };
};

export const isoTime = (time: Date | undefined): string => given(time, "a time").toISOString();

export const defineVersioned = <const R extends PropertyRules>(versioned: Versioned<R>): ResourceType =>
  defineResource<R>({
    type: versioned.type,
    properties: versioned.properties,
    find: async (properties, { clients }) => {
      const client = await clients.cloudfront();
      const name = versioned.nameOf(properties);
      const ids: string[] = [];
      let marker: string | undefined;
      do {
        const page = await versioned.list(client, marker);
        for (const item of page.items) if (item.name === name && item.id !== undefined) ids.push(item.id);
        marker = page.next;
      } while (marker !== undefined);
      return ids;
    },
    create: async (properties, { clients }) =>
      physical(await versioned.create(await clients.cloudfront(), properties)),
    update: async (properties, { physicalId: Id }, { clients }) => {
      const client = await clients.cloudfront();
      const IfMatch = given(await versioned.versionOf(client, Id), "an ETag");
      return physical(await versioned.update(client, properties, { Id, IfMatch }));
    },
    remove: async (Id, _properties, { clients }) => {
      const client = await clients.cloudfront();
      const IfMatch = await unlessAbsent(versioned.versionOf(client, Id));
      if (IfMatch !== undefined) await unlessAbsent(versioned.remove(client, { Id, IfMatch }));
    },
  });
