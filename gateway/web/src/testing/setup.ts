import "@testing-library/jest-dom/vitest";
import "fake-indexeddb/auto";
import { cleanup } from "@testing-library/vue";
import { config } from "@vue/test-utils";
import { afterEach } from "vitest";
import { i18n, speak } from "@/i18n";

await speak("en");
config.global.plugins.push(i18n);
afterEach(cleanup);
