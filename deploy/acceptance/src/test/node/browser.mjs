// Holds a headless Chromium and does as it is told, one JSON object a line: {"do": one of the commands below, "page": which one, …}
// It reports on each in its turn, one JSON object a line: {"page", "value", "complaints"} or {"page", "error"}.
// A place in a page is a list of steps, each within what the steps before it found: {"role", "name"}, {"label"}, {"text"}, {"css"},
// with "like" where a part of the name will do, and "nth". The browser is the one of the package, or the one that CHROMIUM names.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium as playwright } from "playwright-core";

// The package unpacks itself into the folder for temporary files, and brings the libraries that Chromium needs if it is told so.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), "whispra-browser-"));
process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
const { default: packaged } = await import("@sparticuz/chromium");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PATIENCE = 20_000;
const LONGEST = 60_000;
// What a browser says of answers and connections that fail, which the pages handle.
const EXPECTED = /^Failed to load resource|^WebSocket connection to|ERR_INTERNET_DISCONNECTED/;

const browser = await playwright.launch({
  executablePath: process.env.CHROMIUM || (await packaged.executablePath()),
  args: ["--no-sandbox", "--headless=shell"],
});
const AsyncFunction = (async () => {}).constructor;
const pages = new Map();
const report = (line) => process.stdout.write(JSON.stringify(line) + "\n");

/** A page in a context of its own, and what went wrong in it. */
async function visit(look) {
  const context = await browser.newContext({ locale: "en-GB", ...look });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints = [];
  const complain = (what) => complaints.push(what);
  await context.exposeBinding("policyRefused", (_, what) => complain(`refused by the policy: ${what}`));
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.policyRefused(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)));
  page.on("console", (message) => {
    if (message.type() === "error" && !EXPECTED.test(message.text())) {
      complain(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complain(`error: ${error.stack ?? error.message}`));
  page.on("dialog", (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return { context, page, complaints };
}

function at(page, steps) {
  return steps.reduce((within, step) => {
    const exact = !step.like;
    const name = step.name ?? undefined;
    const found =
      step.role ? within.getByRole(step.role, { name, exact, includeHidden: false })
      : step.label ? within.getByLabel(step.label, { exact })
      : step.text ? within.getByText(step.text, { exact })
      : within.locator(step.css);
    return step.nth === undefined ? found : found.nth(step.nth);
  }, page);
}

const filesOf = (files) =>
  files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes, "base64") }));

const commands = {
  async visit({ page, look }) {
    pages.set(page, await visit(look ?? {}));
  },
  /** Answers with the status. */
  async go({ page, url }) {
    return (await pages.get(page).page.goto(url))?.status();
  },
  async reload({ page }) {
    await pages.get(page).page.reload();
  },
  async back({ page }) {
    await pages.get(page).page.goBack();
  },
  async address({ page }) {
    return pages.get(page).page.url();
  },
  async arrive({ page, pattern }) {
    await pages.get(page).page.waitForURL(new RegExp(pattern));
  },
  async offline({ page, is }) {
    await pages.get(page).context.setOffline(is);
  },
  /** The script is the body of an async function of `argument`. */
  async evaluate({ page, script, argument }) {
    return await pages.get(page).page.evaluate(`(async (argument) => {${script}})(${JSON.stringify(argument ?? null)})`);
  },
  async look({ page, look: { colorScheme, width, height } }) {
    if (colorScheme) {
      await pages.get(page).page.emulateMedia({ colorScheme });
    }
    if (width) {
      await pages.get(page).page.setViewportSize({ width, height });
    }
  },
  async press({ page, key }) {
    await pages.get(page).page.keyboard.press(key);
  },
  async wheel({ page, by }) {
    await pages.get(page).page.mouse.wheel(0, by);
  },
  async screenshot({ page, file }) {
    await pages.get(page).page.screenshot({ path: file });
  },
  /** What axe finds, of these impacts. */
  async axe({ page, impacts }) {
    const { page: shown } = pages.get(page);
    // In the middle of a transition nothing has its colours.
    await shown.evaluate(() => document.getAnimations().forEach((one) =>
      Number.isFinite(one.effect?.getComputedTiming().endTime) && one.finish()));
    await shown.evaluate(axe);
    return await shown.evaluate(async (wanted) => {
      const { violations } = await globalThis.axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      });
      return violations
        .filter(({ impact }) => wanted.includes(impact))
        .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((n) => `${n.html} (${n.failureSummary})`).join("; ")}`);
    }, impacts);
  },
  async click({ page, place, button }) {
    await at(pages.get(page).page, place).click({ button: button ?? "left" });
  },
  async tap({ page, place }) {
    await at(pages.get(page).page, place).tap();
  },
  async hover({ page, place }) {
    await at(pages.get(page).page, place).hover();
  },
  async fill({ page, place, text }) {
    await at(pages.get(page).page, place).fill(text);
  },
  async type({ page, place, text }) {
    await at(pages.get(page).page, place).pressSequentially(text);
  },
  async pressIn({ page, place, key }) {
    await at(pages.get(page).page, place).press(key);
  },
  /** Chooses files as the dialog that a click opens would. */
  async choose({ page, place, files }) {
    const { page: shown } = pages.get(page);
    const [chooser] = await Promise.all([shown.waitForEvent("filechooser"), at(shown, place).click()]);
    await chooser.setFiles(filesOf(files));
  },
  async see({ page, place }) {
    await at(pages.get(page).page, place).first().waitFor({ state: "visible" });
  },
  async miss({ page, place }) {
    await at(pages.get(page).page, place).first().waitFor({ state: "hidden" });
  },
  async count({ page, place }) {
    return await at(pages.get(page).page, place).count();
  },
  async text({ page, place }) {
    return await at(pages.get(page).page, place).innerText();
  },
  async value({ page, place }) {
    return await at(pages.get(page).page, place).inputValue();
  },
  async attribute({ page, place, name }) {
    return await at(pages.get(page).page, place).getAttribute(name);
  },
  async box({ page, place }) {
    return await at(pages.get(page).page, place).boundingBox();
  },
  /** The body of an async function of `element` and `argument`. */
  async ask({ page, place, script, argument }) {
    return await at(pages.get(page).page, place).evaluate(new AsyncFunction("element", "argument", script), argument);
  },
  async leave({ page }) {
    await pages.get(page).context.close();
    pages.delete(page);
  },
};

/** What a page never answers must not keep the tests. */
function within(ms, answer) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

async function run(command) {
  try {
    const value = await within(LONGEST, commands[command.do](command));
    report({ page: command.page, value: value ?? null, complaints: pages.get(command.page)?.complaints ?? [] });
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
