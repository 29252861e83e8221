// Holds a headless Chromium and does as it is told, one JSON object a line:
//   {"do": "open", "page", "url"}   {"do": "evaluate", "page", "script", "argument"}   {"do": "close", "page"}
// and reports on each, one JSON object a line:
//   {"page", "value", "refused": [what the page's content security policy refused so far]}   {"page", "error"}
// The script is the body of an async function of `argument`. The browser is the one of the package, or the one that CHROMIUM names.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium as playwright } from "playwright-core";

// The package unpacks itself into the folder for temporary files, and brings the libraries that Chromium needs if it is told so.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), "whispra-browser-"));
process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
const { default: packaged } = await import("@sparticuz/chromium");

const browser = await playwright.launch({
  executablePath: process.env.CHROMIUM || (await packaged.executablePath()),
  args: ["--no-sandbox", "--headless=shell"],
});
const pages = new Map();
const report = (line) => process.stdout.write(JSON.stringify(line) + "\n");

const commands = {
  async open({ page, url }) {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener("securitypolicyviolation", (event) =>
        globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
    });
    pages.set(page, await context.newPage());
    return (await pages.get(page).goto(url))?.status();
  },
  async evaluate({ page, script, argument }) {
    return await pages.get(page).evaluate(`(async (argument) => {${script}})(${JSON.stringify(argument)})`);
  },
  async close({ page }) {
    await pages.get(page).context().close();
    pages.delete(page);
  },
};

async function run(command) {
  try {
    const value = await commands[command.do](command);
    const refused = (await pages.get(command.page)?.evaluate(() => globalThis.refused)) ?? [];
    report({ page: command.page, value: value ?? null, refused });
  } catch (error) {
    report({ page: command.page, error: error.message });
  }
}

createInterface({ input: process.stdin })
  .on("line", (line) => run(JSON.parse(line)))
  .on("close", async () => {
    await browser.close();
    rmSync(process.env.TMPDIR, { recursive: true, force: true });
    process.exit(0);
  });
