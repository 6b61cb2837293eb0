/** What a person sees who follows the link in a mail. Plain, because these pages come from the API, not from the site. */

const page = (title: string, content: string): string =>
  [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${title}</title><h1>${title}</h1>${content}</html>\n`,
  ].join("");

/** The form goes to the address of the page itself, which has the token. */
export const unsubscribeQuestion = page(
  "Unsubscribe?",
  '<p>You will get no more e-mails about new posts.</p><form method="post"><button>Unsubscribe</button></form>',
);

export const unsubscribedPage = page(
  "Unsubscribed",
  "<p>You will get no more e-mails about new posts. If you change your mind, subscribe again on the site.</p>",
);

/**
 * Whether a person is looking. Programs that open every link of a mail, to see whether it is dangerous, ask for pages
 * as browsers do; they must not unsubscribe anybody.
 */
export const wantsPage = (accept: string | undefined): boolean => /\btext\/html\b/i.test(accept ?? "");
