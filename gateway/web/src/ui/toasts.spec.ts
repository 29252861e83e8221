import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { TOAST_STAYS, useToasts } from "./toasts";
import ToastRegion from "./ToastRegion.vue";

describe("toasts", () => {
  beforeEach(() => setActivePinia(createPinia()));

  it("go by themselves, except those that offer something", () => {
    vi.useFakeTimers();
    const toasts = useToasts();
    toasts.show("Saved");
    toasts.show("New version", { action: { label: "Reload", run: () => undefined } });
    vi.advanceTimersByTime(TOAST_STAYS);
    expect(toasts.toasts.map((toast) => toast.text)).toEqual(["New version"]);
    vi.useRealTimers();
  });

  it("are never more than three, and never twice the same", () => {
    const toasts = useToasts();
    ["a", "b", "b", "c", "d"].forEach((text) => toasts.show(text));
    expect(toasts.toasts.map((toast) => toast.text)).toEqual(["b", "c", "d"]);
  });

  it("are told in a live region and do what they offer", async () => {
    const run = vi.fn();
    render(ToastRegion);
    useToasts().show("<b>New</b> version", { action: { label: "Reload", run } });
    await vi.waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("<b>New</b> version"));
    await userEvent.click(screen.getByRole("button", { name: "Reload" }));
    expect(run).toHaveBeenCalledOnce();
    expect(useToasts().toasts).toEqual([]);
  });
});
