/** Where a link leads, if it may lead anywhere. */
export interface SafeLink {
  href: string;
  /** As people read it: without credentials, port kept. For an address of mail: the address. */
  host: string;
}

const ALLOWED = new Set(["http:", "https:", "mailto:"]);
/** Control characters, zero width characters and everything that turns the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, "gu");

/** The link behind an address of a message; undefined for everything but http, https and mailto, and for what is no address. */
export function safeLink(address: string): SafeLink | undefined {
  // What a browser would leave out when it reads an address must not stand in one that we judge.
  const trimmed = address.trim();
  if (UNSEEN.test(trimmed)) {
    return undefined;
  }
  const url = parse(trimmed);
  if (!url || !ALLOWED.has(url.protocol)) {
    return undefined;
  }
  if (url.protocol === "mailto:") {
    return { href: url.href, host: decode(url.pathname) };
  }
  return url.hostname === "" ? undefined : { href: url.href, host: url.host };
}

/** Text without characters that nobody sees. */
export function seen(text: string): string {
  return text.replace(ALL_UNSEEN, "");
}

/** Whether the text of a link looks like the address of another host than the one it leads to. */
export function claimsAnother(text: string, link: SafeLink): boolean {
  const words = seen(text).trim();
  const claimed = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@]*@)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/iu.exec(words);
  if (!claimed?.[1] || /\s/u.test(words)) {
    return false;
  }
  if (link.href.startsWith("mailto:")) {
    return words.replace(/^mailto:/i, "").toLowerCase() !== link.host.toLowerCase();
  }
  const claimedUrl = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(words) ? words : `https://${words}`);
  // Credentials in front of a host are there to be mistaken for it.
  return !claimedUrl || claimedUrl.username !== "" || claimedUrl.hostname !== new URL(link.href).hostname;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
