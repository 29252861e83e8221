import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { createPinia } from "pinia";
import { defineComponent, h } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import ToastRegion from "@/ui/ToastRegion.vue";
import { useNewVersion } from "./useNewVersion";

class Worker extends EventTarget {
  state = "installing";
  postMessage = vi.fn();

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class Workers extends EventTarget {
  controller: Worker | null = null;
  registration = Object.assign(new EventTarget(), {
    waiting: null as Worker | null,
    installing: null as Worker | null,
    update: async () => undefined,
  });
  register = vi.fn(async () => this.registration);
}

let workers: Workers;
const reload = vi.fn();

beforeEach(() => {
  vi.stubEnv("PROD", true);
  vi.stubGlobal("location", { reload });
  reload.mockClear();
  workers = new Workers();
});
afterEach(() => vi.unstubAllEnvs());

async function open(): Promise<void> {
  const Page = defineComponent({
    setup() {
      useNewVersion(workers as unknown as ServiceWorkerContainer);
      return () => h(ToastRegion);
    },
  });
  render(Page, { global: { plugins: [createPinia()] } });
  await vi.waitFor(() => expect(workers.register).toHaveBeenCalledWith("/service-worker.js"));
  await Promise.resolve();
}

function comes(): Worker {
  const worker = (workers.registration.installing = new Worker());
  workers.registration.dispatchEvent(new Event("updatefound"));
  worker.become("installed");
  return worker;
}

it("says nothing of the first worker", async () => {
  await open();
  comes();
  workers.dispatchEvent(new Event("controllerchange"));
  expect(screen.queryByRole("button", { name: "Reload" })).toBeNull();
  expect(reload).not.toHaveBeenCalled();
});

it("offers a newer version, and reloads once it has taken over, and not before it is asked to", async () => {
  workers.controller = new Worker();
  await open();
  const newer = comes();
  const button = await screen.findByRole("button", { name: "Reload" });
  workers.dispatchEvent(new Event("controllerchange"));
  expect(reload).not.toHaveBeenCalled();
  await userEvent.click(button);
  expect(newer.postMessage).toHaveBeenCalledWith({ kind: "take-over" });
  workers.dispatchEvent(new Event("controllerchange"));
  expect(reload).toHaveBeenCalledOnce();
});

it("offers one that was waiting when the page was opened", async () => {
  workers.controller = new Worker();
  workers.registration.waiting = new Worker();
  await open();
  expect(await screen.findByText("A new version of Whispra is ready.")).toBeVisible();
});

it("leaves the page as it is where there can be no worker", async () => {
  workers.register.mockRejectedValue(new DOMException("blocked", "SecurityError"));
  await open();
  expect(screen.getByRole("status").textContent).toBe("");
});
