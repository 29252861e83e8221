import userEvent from "@testing-library/user-event";
import { screen, waitFor, within } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/auth/session";
import { enter } from "@/testing/house";
import { problem, signedIn } from "@/testing/server";

const field = (name: string) => screen.findByLabelText(name, { selector: "input" });
/** The first time a view is asked for, it is loaded. */
const LOADING = { timeout: 10_000 };
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

async function signIn(): Promise<void> {
  await userEvent.type(await field("Email address"), "ann@example.org");
  await userEvent.type(await field("Password"), "quiet harbour");
  await press("Sign in");
}

vi.setConfig({ testTimeout: 20_000 });
beforeEach(() => localStorage.clear());
afterEach(() => useSession().finish("signed-out"));

describe("signing in", () => {
  it("leads back to where one wanted to go", async () => {
    const { server, router } = await enter("/settings/devices?x=1");
    expect(router.currentRoute.value.query).toEqual({ next: "/settings/devices?x=1" });
    server.on("POST", "/auth/login", () => ({ data: signedIn("ann") }));
    server.on("GET", "/me/sessions", () => ({ data: { sessions: [] } }));
    await signIn();
    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe("/settings/devices?x=1"), LOADING);
    expect(server.requests("POST", "/auth/login")[0]?.body).toEqual({
      email: "ann@example.org",
      password: "quiet harbour",
      cookie: true,
    });
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "leads nowhere else: %s",
    async (next) => {
      const { server, router } = await enter(`/signin?next=${encodeURIComponent(next)}`);
      server.on("POST", "/auth/login", () => ({ data: signedIn("ann") }));
      await signIn();
      await waitFor(() => expect(router.currentRoute.value.fullPath).toBe("/"), LOADING);
    },
  );

  it("says what is wrong, keeps what was typed, and puts the focus where it helps", async () => {
    const { server } = await enter("/signin");
    server.on("POST", "/auth/login", () => problem(401, "bad-credentials"));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("The email address or the password is wrong.");
    expect(await field("Email address")).toHaveValue("ann@example.org");
    await waitFor(async () => expect(await field("Password")).toHaveFocus());
  });

  it("counts down to the next try, and asks nothing before", async () => {
    const { server } = await enter("/signin");
    server.on("POST", "/auth/login", () => problem(429, "too-many-requests", { retryAfterMs: 41_000 }));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("try again in 41 seconds");
    expect(screen.getByRole("button", { name: "Sign in" })).toBeDisabled();
    await userEvent.type(await field("Password"), "{Enter}");
    expect(server.requests("POST", "/auth/login")).toHaveLength(1);
  });

  it("explains why a session ended, and returns to the place", async () => {
    const { router } = await enter("/settings", { as: "ann" });
    await screen.findByRole("heading", { name: "Settings" });
    await useSession().finish("account-disabled");
    expect(await screen.findByText(/This account is disabled/)).toBeVisible();
    expect(router.currentRoute.value.query).toEqual({ next: "/settings" });
  });

  it("shows and hides the password, and lets password managers do their work", async () => {
    await enter("/signin");
    const password = await field("Password");
    expect(await field("Email address")).toHaveAttribute("autocomplete", "username");
    expect(password).toHaveAttribute("autocomplete", "current-password");
    expect(password).toHaveAttribute("type", "password");
    await press("Show password");
    expect(password).toHaveAttribute("type", "text");
    expect(screen.getByRole("button", { name: "Show password" })).toHaveAttribute("aria-pressed", "true");
  });
});

describe("registering", () => {
  async function register(): Promise<void> {
    await userEvent.type(await field("Name"), "Ann");
    await userEvent.type(await field("Email address"), "ann@example.org");
    await userEvent.type(await field("Password"), "password1");
    await press("Create account");
  }

  it("says at each field what is wrong with it", async () => {
    const { server } = await enter("/register");
    const errors = [
      { pointer: "/name", code: "looks-like-another" },
      { pointer: "/password", code: "too-common" },
      { pointer: "/email", code: "a-code-of-tomorrow" },
    ];
    server.on("POST", "/auth/register", () => problem(422, "invalid", { errors }));
    await register();
    await waitFor(async () =>
      expect(await field("Name")).toHaveAccessibleDescription(/looks too much like another name/),
    );
    expect(await field("Password")).toHaveAccessibleDescription(/too easy to guess/);
    expect(await field("Email address")).toHaveAccessibleDescription(/cannot be accepted/);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says at the address that it is taken", async () => {
    const { server } = await enter("/register");
    server.on("POST", "/auth/register", () => problem(409, "email-taken"));
    await register();
    await waitFor(async () =>
      expect(await field("Email address")).toHaveAccessibleDescription(/account with this email/),
    );
  });

  it("tells how good a password is while it is typed", async () => {
    await enter("/register");
    await userEvent.type(await field("Password"), "1234");
    expect(screen.getByText(/Too short/)).toBeVisible();
    await userEvent.type(await field("Password"), " quiet harbour lights");
    expect(screen.getByText("Hard to guess")).toBeVisible();
  });
});

describe("the account", () => {
  const session = (id: string, more = {}) => ({
    id,
    current: false,
    createdAt: "2026-01-01T00:00:00Z",
    lastSeenAt: "2026-01-02T00:00:00Z",
    expiresAt: "2026-03-01T00:00:00Z",
    ...more,
  });

  it("ends one device, and finds it gone when it had ended already", async () => {
    const { server } = await enter("/settings/devices", { as: "ann" });
    let sessions = [
      session("s1", { current: true }),
      session("s2", { userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" }),
    ];
    server.on("GET", "/me/sessions", () => ({ data: { sessions } }));
    server.on("DELETE", "/me/sessions/s2", () => {
      sessions = sessions.slice(0, 1);
      return problem(404, "session-not-found");
    });
    await press("Log out on Firefox on Linux");
    await waitFor(() => expect(screen.queryByText("Firefox on Linux")).toBeNull());
    expect(screen.getByText("Active now")).toBeVisible();
    expect(screen.queryByText(/ended already/)).toBeNull();
  });

  it("is not deleted without the right password", async () => {
    const { server } = await enter("/settings/profile", { as: "ann" });
    server.on("DELETE", "/me", () => problem(403, "wrong-password"));
    await press("Delete account");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("button", { name: "Delete account" })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText("Password", { selector: "input" }), "guess");
    await userEvent.click(dialog.getByRole("button", { name: "Delete account" }));
    await waitFor(() =>
      expect(dialog.getByLabelText("Password", { selector: "input" })).toHaveAccessibleDescription(
        "The password is wrong.",
      ),
    );
    expect(useSession().state).toBe("signed-in");
  });

  it("logs out at once when nothing is left unsent, and forgets the person", async () => {
    const { server, router } = await enter("/settings/profile", { as: "ann" });
    server.on("POST", "/auth/logout", () => ({ status: 204 }));
    await press("Log out");
    await waitFor(() => expect(router.currentRoute.value.name).toBe("signin"));
    expect(router.currentRoute.value.query).toEqual({});
    expect(useSession().me).toBeNull();
  });
});
