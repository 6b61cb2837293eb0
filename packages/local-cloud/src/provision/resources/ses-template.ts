import { unlessAbsent } from "./absent.ts";
import { mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { changeSesTags } from "./ses-tags.ts";
import { list, object, required, text } from "./shape.ts";
import { tag } from "./tags.ts";

const properties = {
  Template: mutable(
    required(object({ TemplateName: text, SubjectPart: required(text), TextPart: text, HtmlPart: text })),
  ),
  Tags: mutable(list(tag)),
} as const;

type Template = Properties<typeof properties>;

const nameOf = ({ Template }: Template, context: ResourceContext): string =>
  Template.TemplateName ?? context.generatedName(64);

const contentOf = ({ Template: { SubjectPart, TextPart, HtmlPart } }: Template) => ({
  Subject: SubjectPart,
  ...(TextPart === undefined ? {} : { Text: TextPart }),
  ...(HtmlPart === undefined ? {} : { Html: HtmlPart }),
});

const physical = (name: string) => ({ physicalId: name, attributes: { Id: name } });

const create = async (template: Template, TemplateName: string, { clients }: ResourceContext) => {
  const { Tags } = template;
  const TemplateContent = contentOf(template);
  await (await clients.ses()).createEmailTemplate({
    TemplateName,
    TemplateContent,
    ...(Tags ? { Tags } : {}),
  });
  return physical(TemplateName);
};

const exists = async (TemplateName: string, { clients }: ResourceContext): Promise<boolean> =>
  (await unlessAbsent((await clients.ses()).getEmailTemplate({ TemplateName }))) !== undefined;

const remove = async (TemplateName: string, { clients }: ResourceContext): Promise<void> => {
  await unlessAbsent((await clients.ses()).deleteEmailTemplate({ TemplateName }));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-template.html */
export const template = defineResource({
  type: "AWS::SES::Template",
  properties,
  find: async (template, context) => {
    const name = nameOf(template, context);
    return (await exists(name, context)) ? [name] : [];
  },
  create: (template, context) => create(template, nameOf(template, context), context),
  update: async (template, { physicalId, properties: before }, context) => {
    const TemplateName = template.Template.TemplateName ?? physicalId;
    // The name lies inside of a property whose other members are changed in place, so a replacement is made here.
    if (TemplateName !== physicalId && !(await exists(TemplateName, context))) {
      const created = await create(template, TemplateName, context);
      await remove(physicalId, context);
      return created;
    }
    const ses = await context.clients.ses();
    await ses.updateEmailTemplate({ TemplateName, TemplateContent: contentOf(template) });
    await changeSesTags(ses, context, { kind: "template", name: TemplateName }, before.Tags, template.Tags);
    return physical(TemplateName);
  },
  remove: (name, _template, context) => remove(name, context),
});
