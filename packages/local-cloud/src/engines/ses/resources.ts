/** The three kinds of resources that policies name, seen alike: for IAM and for tags. */
import { nameInArn, type ResourceKind } from "./arns.ts";
import type { SesContext } from "./context.ts";
import type { Tags } from "./tags.ts";

export interface Resource {
  readonly kind: ResourceKind;
  readonly name: string;
}

/** No tags for a resource that is not there. */
export const tagsOf = (context: SesContext, { kind, name }: Resource): Tags => {
  switch (kind) {
    case "identity":
      return context.identities.get(name)?.tags ?? {};
    case "template":
      return context.templates.get(name)?.tags ?? {};
    case "configuration-set":
      return context.configurationSets.get(name)?.tags ?? {};
  }
};

/** @returns whether there is such a resource */
export const setTags = (context: SesContext, { kind, name }: Resource, tags: Tags): boolean => {
  const { identities, templates, configurationSets } = context;
  switch (kind) {
    case "identity": {
      const identity = identities.get(name);
      if (identity) identities.put(name, { ...identity, tags });
      return identity !== undefined;
    }
    case "template": {
      const template = templates.get(name);
      if (template) templates.put(name, { ...template, tags });
      return template !== undefined;
    }
    case "configuration-set": {
      const set = configurationSets.get(name);
      if (set) configurationSets.put(name, { ...set, tags });
      return set !== undefined;
    }
  }
};

const kinds: readonly ResourceKind[] = ["identity", "template", "configuration-set"];

/** @returns `undefined` for an ARN of a kind that the local cloud does not have, or of another place */
export const resourceIn = (context: SesContext, arn: string): Resource | undefined => {
  for (const kind of kinds) {
    const name = nameInArn(context, kind, arn);
    if (name) return { kind, name };
  }
  return undefined;
};
