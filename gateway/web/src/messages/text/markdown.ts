import { getDefaults, Lexer, type Token, Tokenizer, type Tokens } from "marked";

/** Quotes and lists in one another, and emphasis in emphasis: what is deeper is shown as it was written. */
const DEEPEST = 6;
/** So many asterisks, underscores and tildes nobody means: pairing them would take longer than a frame. */
const MOST_MARKS = 300;
/**
 * Up to where text is only text. The rule of the library looks further for spaces at the end of a line and for addresses of mail,
 * in a time that grows with the square of the length.
 */
const PLAIN = /^(?:`+|[^`])[^]*?(?=[\\<![`*_~\n]|https?:\/\/|www\.|(?<![\w.+-])[\w.+-]{1,64}@|$)/;

/**
 * The part of Markdown that a message needs. What is left out here (HTML, tables, rules, link definitions, code by indentation,
 * underlined headings) falls through to the rule for paragraphs and is shown as it was written.
 */
class MessageTokenizer extends Tokenizer {
  private depth = 0;
  private readonly emphasis: boolean;

  constructor(emphasis: boolean) {
    super();
    this.emphasis = emphasis;
  }

  override html(): undefined {
    return undefined;
  }
  override tag(): undefined {
    return undefined;
  }
  override def(): undefined {
    return undefined;
  }
  override table(): undefined {
    return undefined;
  }
  override hr(): undefined {
    return undefined;
  }
  override code(): undefined {
    return undefined;
  }
  override lheading(): undefined {
    return undefined;
  }
  override reflink(): undefined {
    return undefined;
  }

  override inlineText(src: string): Tokens.Text | undefined {
    const text = PLAIN.exec(src)?.[0];
    return text ? { type: "text", raw: text, text, escaped: false } : undefined;
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.inside(() => super.blockquote(src));
  }
  override list(src: string): Tokens.List | undefined {
    return this.inside(() => super.list(src));
  }
  override emStrong(src: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.emphasis ? this.inside(() => super.emStrong(src, masked, before)) : undefined;
  }
  override del(src: string, masked: string, before?: string): Tokens.Del | undefined {
    // One tilde means "about": from ~10 to ~20.
    return this.emphasis && src.startsWith("~~") ? this.inside(() => super.del(src, masked, before)) : undefined;
  }

  private inside<T>(read: () => T | undefined): T | undefined {
    if (this.depth >= DEEPEST) {
      return undefined;
    }
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}

const CACHED = 500;
const cache = new Map<string, Token[]>();

/** What a message says, as tokens. Never throws; remembers the last few hundred answers. */
export function parseMarkdown(content: string): Token[] {
  const known = cache.get(content);
  if (known) {
    return known;
  }
  const tokens = lex(content);
  if (cache.size >= CACHED) {
    cache.delete(cache.keys().next().value ?? "");
  }
  cache.set(content, tokens);
  return tokens;
}

function lex(content: string): Token[] {
  const emphasis = (content.match(/[*_~]/g)?.length ?? 0) <= MOST_MARKS;
  const options = { ...getDefaults(), gfm: true, breaks: true, tokenizer: new MessageTokenizer(emphasis) };
  try {
    return new Lexer(options).lex(content);
  } catch {
    // A message is shown whatever it says.
    return [
      { type: "paragraph", raw: content, text: content, tokens: [{ type: "text", raw: content, text: content }] },
    ];
  }
}
