/** What mails say. Text and HTML say the same. */
import { sitePaths } from "@skein/contracts/site";
import { escapeHtml } from "./html.ts";
import type { Mail } from "./mail.ts";
import type { Subscriber } from "./subscriber.ts";

export interface MailLinks {
  /** Of the site, without a slash at its end. */
  readonly siteUrl: string;
  /** @param key of the recipient's address */
  readonly unsubscribeUrl: (key: string) => string;
}

/** What the announcement of a post needs of it. */
export interface AnnouncedPost {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly excerpt: string;
  readonly publishedAt: string;
}

interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly url: string; readonly label: string };
}

const textOf = ({ heading, paragraphs, link }: Letter, unsubscribeUrl: string): string =>
  [heading, ...paragraphs, `${link.label}: ${link.url}`, "--", `Unsubscribe: ${unsubscribeUrl}`].join("\n\n");

const anchor = (url: string, label: string): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;

const htmlOf = ({ heading, paragraphs, link, subject }: Letter, unsubscribeUrl: string): string =>
  [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(subject)}</title><body>`,
    `<h1>${escapeHtml(heading)}</h1>`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    `<p>${anchor(link.url, link.label)}</p>`,
    `<hr><p>${anchor(unsubscribeUrl, "Unsubscribe")}</p></body></html>`,
  ].join("\n");

const mailOf = (letter: Letter, { email, key }: Subscriber, links: MailLinks): Mail => {
  const unsubscribeUrl = links.unsubscribeUrl(key);
  return {
    id: letter.id,
    to: email,
    recipientKey: key,
    subject: letter.subject,
    text: textOf(letter, unsubscribeUrl),
    html: htmlOf(letter, unsubscribeUrl),
    unsubscribeUrl,
  };
};

export const welcomeMail = (subscriber: Subscriber, links: MailLinks): Mail =>
  mailOf(
    {
      id: `welcome.${subscriber.id}`,
      subject: "Welcome to Skein",
      heading: "Welcome to Skein",
      paragraphs: [
        "Thank you for subscribing. You will get an e-mail when there is a new post, and no other.",
        "If it was not you who subscribed, unsubscribe below.",
      ],
      link: { url: `${links.siteUrl}/`, label: "Read the blog" },
    },
    subscriber,
    links,
  );

export const postMail = (post: AnnouncedPost, subscriber: Subscriber, links: MailLinks): Mail =>
  mailOf(
    {
      id: `post.${post.id}.${subscriber.id}`,
      subject: post.title,
      heading: post.title,
      paragraphs: post.excerpt ? [post.excerpt] : [],
      link: { url: `${links.siteUrl}${sitePaths.post(post.slug)}`, label: "Read the post" },
    },
    subscriber,
    links,
  );
