import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown";
import MessageText from "./MessageText.vue";

function show(content: string, props: Partial<InstanceType<typeof MessageText>["$props"]> = {}): Element {
  return render(MessageText, { props: { content, ...props } }).container;
}

/** What is inside, without what Vue leaves in it. */
function inside(content: string): string {
  return (
    show(content)
      .querySelector(".text")
      ?.innerHTML.replace(/<!--.*?-->| data-v-\w+=""/g, "") ?? ""
  );
}

describe("text of a message", () => {
  it.each([
    ["one\ntwo", "<p>one<br>two</p>"],
    ["one\n\ntwo", "<p>one</p><p>two</p>"],
    [
      "**b** *i* __b__ _i_ ~~d~~ `c`",
      "<p><strong>b</strong> <em>i</em> <strong>b</strong> <em>i</em> <del>d</del> <code>c</code></p>",
    ],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["> quoted\n> too", "<blockquote><p>quoted<br>too</p></blockquote>"],
    ["# Title", "<p><strong>Title</strong></p>"],
    ["from ~10 to ~20", "<p>from ~10 to ~20</p>"],
    ["snake_case_name 2*3*4", "<p>snake_case_name 2<em>3</em>4</p>"],
    ["Tom & Jerry &amp; 1 < 2", "<p>Tom &amp; Jerry &amp;amp; 1 &lt; 2</p>"],
    ["above\n---\nbelow", "<p>above<br>---<br>below</p>"],
    ["- [x] done", "<ul><li>☑ done</li></ul>"],
    ["[x]: http://y.example", "<p>[x]: "],
    ["    indented", "<p>    indented</p>"],
    ["|a|b|\n|-|-|\n|1|2|", "<p>|a|b|<br>|-|-|<br>|1|2|</p>"],
    ["\\*as it is\\*", "<p>*as it is*</p>"],
  ])("reads %j", (content, html) => {
    expect(inside(content)).toContain(html);
  });

  it("links addresses as they are written, to a page of their own that knows nothing of ours", () => {
    show("see https://example.org/a?b=c and www.example.com or ana@example.org, and [this](https://example.org).");
    for (const [name, href] of [
      ["https://example.org/a?b=c", "https://example.org/a?b=c"],
      ["www.example.com", "https://www.example.com/"],
      ["ana@example.org", "mailto:ana@example.org"],
      ["this", "https://example.org/"],
    ] as const) {
      const link = screen.getByRole("link", { name });
      expect(link).toHaveAttribute("href", href);
      expect(link).toHaveAttribute("target", "_blank");
      expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
    }
  });

  it.each([
    ["[https://bank.example](https://evil.example/bank)", "evil.example"],
    ["[bank.example](https://evil.example)", "evil.example"],
    ["[b\u200bank.example](https://evil.example)", "evil.example"],
    ["https://bank.example@evil.example/", "evil.example"],
    ["[ana@bank.example](mailto:eve@evil.example)", "eve@evil.example"],
  ])("shows where a link really leads that says another address: %s", (content, host) => {
    const text = show(content).textContent;
    expect(text).toContain(`(${host})`);
    expect(screen.getByRole("link").title).toContain(host);
  });

  it("does not warn of a link that says where it leads", () => {
    expect(show("[https://example.org](https://example.org/page)").textContent).not.toContain("(");
    expect(show("[read this](https://example.org/page)").textContent).toBe("read this");
  });

  it("marks people who are mentioned, and oneself more, but nobody else", () => {
    const mentions = [
      { id: "1", name: "Ana", me: false },
      { id: "2", name: "Ana_L (dev)", me: true },
    ];
    const { container } = render(MessageText, {
      props: { content: "@Ana @ana_l (dev) x@Ana @Anastasia @Budi `@Ana`", mentions },
    });
    const found = [...container.querySelectorAll(".mention")].map((mark) => [mark.textContent, mark.className]);
    expect(found).toEqual([
      ["@Ana", "mention"],
      ["@ana_l (dev)", "mention me"],
    ]);
  });

  it("marks the words that were searched for", () => {
    const marks = show("**Coffee** at ten, coffee+ at two", { words: ["Coffee", "coffee+"] }).querySelectorAll("mark");
    expect([...marks].map((mark) => mark.textContent)).toEqual(["Coffee", "coffee+"]);
  });

  it("shows code as it is, and copies it", async () => {
    const user = userEvent.setup();
    show("```ts\nconst a = **1**;\n```");
    expect(screen.getByLabelText("Code")).toHaveTextContent("const a = **1**;");
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe("const a = **1**;");
    await screen.findByRole("button", { name: "Copied" });
  });

  it("shows one to three emoji big, and nothing else", () => {
    for (const [content, big] of [
      ["👍", true],
      ["👩‍👩‍👧‍👦 🇮🇩 ❤️", true],
      ["👍🏽👍🏽👍🏽👍🏽", false],
      ["👍 ok", false],
      ["123", false],
      ["©", false],
      ["", false],
    ] as const) {
      expect(show(content).querySelector(".big") !== null, content).toBe(big);
    }
  });
});

describe("hostile text", () => {
  const scripts = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "text <b onmouseover=alert(1)>bold</b>",
    "<style>*{display:none}</style>",
    "<!-- comment --><p>x",
    "<math><mtext></mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form action=//evil.example><button>Sign in</button></form>",
    "<details open ontoggle=alert(1)>",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "**<svg onload=alert(1)>**",
    "![x](https://evil.example/track.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x)',
    "# <script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
  ];

  it.each(scripts)("is text and nothing else: %s", (content) => {
    const { container } = render(MessageText, { props: { content } });
    const made = [...container.querySelectorAll("*")].map((element) => element.localName);
    const ours = "div p strong em del code pre br ul ol li blockquote a span mark button svg path rect".split(" ");
    expect(made.filter((name) => !ours.includes(name))).toEqual([]);
    expect(container.querySelector(".text svg:not([aria-hidden])")).toBeNull();
    for (const element of container.querySelectorAll("*")) {
      expect(element.getAttributeNames().filter((name) => name.startsWith("on") || name === "src")).toEqual([]);
    }
    // Nothing of it disappears either: what was written can be read.
    const words = content
      .replace(/[^a-z]+/gi, " ")
      .trim()
      .split(" ");
    for (const word of words) {
      expect(container.textContent).toContain(word);
    }
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java%73cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x]( javascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](blob:https://example.org/1)",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org/)",
    "[x](tel:+1)",
    "[x](intent://x#Intent;end)",
    "[x](//evil.example)",
    "[x](/api/v1/me)",
    "[x](?logout)",
    "[x](#top)",
    "[x](view-source:https://example.org)",
    "[x](https:///)",
    "[x](https://exa\u202emple.org)",
    "[x](https://example.org/\u200bjavascript:alert(1))",
    "[x](https://[::1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<\u0001javascript:alert(1)>",
    "ftp://example.org",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[![x](https://example.org/x.png)](javascript:alert(1))",
    "[x](javascript:alert(1) 'https://example.org')",
    '[<a href="https://example.org">x</a>](javascript:alert(1))',
  ])("leads nowhere: %j", (content) => {
    show(content);
    expect(screen.queryAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([]);
  });

  it("cannot put an attribute into a link", () => {
    show('[x](https://example.org "title\\" onclick=\\"alert(1)")');
    const link = screen.getByRole("link");
    expect(link.getAttributeNames().filter((name) => !["href", "target", "rel", "title"].includes(name))).toEqual([]);
    expect(link.title).toBe("https://example.org/");
  });

  it("cannot turn the direction of what stands around it, nor of a link", () => {
    show("[\u202egro.knab\u202c](https://evil.example) \u202etxet");
    expect(screen.getByRole("link").closest("[dir=auto]")).not.toBeNull();
    const bare = show("https://example.org/\u202egpj.exe");
    expect(bare.querySelector("a")).toBeNull();
  });

  it.each([
    ["quotes", "> "],
    ["lists", "- "],
    ["brackets", "["],
    ["links", "[a]("],
    ["images", "![a](b "],
    ["asterisks", "*"],
    ["emphasis", "_*a "],
    ["more emphasis", "**a *b "],
    ["tildes", "1.~~"],
    ["ticks", "`a"],
    ["tags", "<a "],
    ["addresses", "a@"],
    ["hosts", "a."],
    ["spaces", " "],
    ["backslashes", "*\\|"],
    ["lines", "- a\n"],
  ])("is read quickly at its greatest length: %s", (_, part) => {
    const content = part.repeat(8000 / part.length) + "b";
    const started = performance.now();
    parseMarkdown(content);
    // Tens of milliseconds; what grows with the square of the length takes seconds.
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("is shown however deep it is nested", () => {
    expect(show(`${"> ".repeat(500)}deep`).textContent).toContain("deep");
    expect(show("*a **b ".repeat(1000)).textContent).toContain("a");
  });
});
