import type { Token, Tokens } from "marked";
import { h, type VNode } from "vue";
import CodeBlock from "./CodeBlock.vue";
import { claimsAnother, safeLink, seen } from "./links";

/** What to make stand out in a text. */
export interface Marks {
  /** People who are mentioned, by name. */
  mentions: { id: string; name: string; me: boolean }[];
  /** Words that were searched for, as they stand in the text. */
  words: string[];
}

type Child = VNode | string;

/** Tokens as nodes. Everything that people wrote ends up as text of a node or as a judged address, never as HTML. */
export function renderTokens(tokens: Token[], marks: Marks): Child[] {
  return tokens.flatMap((token) => renderToken(token as Tokens.Generic, marks));
}

function renderToken(token: Tokens.Generic, marks: Marks): Child[] {
  const inner = () => renderTokens(token.tokens ?? [], marks);
  switch (token.type) {
    case "space":
      return [];
    case "paragraph":
      return [h("p", inner())];
    case "heading":
      return [h("p", [h("strong", inner())])];
    case "blockquote":
      return [h("blockquote", inner())];
    case "list":
      return [renderList(token as Tokens.List, marks)];
    case "code":
      return [h(CodeBlock, { code: textOf(token), language: (token as Tokens.Code).lang ?? "" })];
    case "strong":
    case "em":
    case "del":
      return [h(token.type, inner())];
    case "codespan":
      return [h("code", textOf(token))];
    case "br":
      return [h("br")];
    case "escape":
      return [textOf(token)];
    case "checkbox":
      return [(token as Tokens.Checkbox).checked ? "☑ " : "☐ "];
    case "link":
      return renderLink(token as Tokens.Link, marks);
    case "text":
      return token.tokens ? inner() : markText(textOf(token), marks);
    default:
      return [token.raw];
  }
}

function renderList(list: Tokens.List, marks: Marks): VNode {
  const items = list.items.map((item) => h("li", renderTokens(item.tokens, marks)));
  return list.ordered ? h("ol", { start: list.start === "" ? 1 : list.start }, items) : h("ul", items);
}

function renderLink(link: Tokens.Link, marks: Marks): Child[] {
  const written = link.raw;
  const bare = !written.startsWith("[");
  const target = safeLink(/^www\./i.test(written) ? `https://${written}` : link.href);
  if (!target) {
    return bare ? [written] : markText(written, marks);
  }
  const label = bare ? [seen(link.text)] : renderTokens(link.tokens, { ...marks, mentions: [] });
  const attributes = {
    href: target.href,
    target: "_blank",
    rel: "noopener noreferrer nofollow",
    title: bare && !claimsAnother(link.text, target) ? undefined : target.href,
  };
  const anchor = h("a", attributes, label);
  return claimsAnother(link.text, target) ? [anchor, h("span", { class: "host" }, ` (${target.host})`)] : [anchor];
}

function textOf(token: Tokens.Generic): string {
  return (token as Tokens.Text).text;
}

function markText(text: string, { mentions, words }: Marks): Child[] {
  const wanted = [
    ...mentions.map(({ name }) => `(?<![\\p{L}\\p{N}_])@${escaped(name)}(?![\\p{L}\\p{N}_])`),
    ...words.map(escaped),
  ].sort((a, b) => b.length - a.length);
  if (wanted.length === 0) {
    return [text];
  }
  // Every second part is what was looked for.
  return text
    .split(new RegExp(`(${wanted.join("|")})`, "giu"))
    .map((part, i): Child => {
      if (i % 2 === 0) {
        return part;
      }
      const person = mentions.find(({ name }) => `@${name}`.toLowerCase() === part.toLowerCase());
      return person ? h("span", { class: person.me ? "mention me" : "mention" }, part) : h("mark", part);
    })
    .filter((part) => part !== "");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
