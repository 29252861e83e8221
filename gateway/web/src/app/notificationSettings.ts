import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";

const KEPT_AS = "whispra.notifications";

interface Kept {
  on: boolean;
  sound: boolean;
}

function kept(): Kept {
  try {
    const { on, sound } = JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}") as Partial<Kept>;
    return { on: on === true, sound: sound === true };
  } catch {
    return { on: false, sound: false };
  }
}

/** Whether this device is told of new messages, and heard; both are off until somebody asks for them. */
export const useNotificationSettings = defineStore("notification-settings", () => {
  const before = kept();
  const wanted = ref(before.on);
  const sound = ref(before.sound);
  const permission = ref<NotificationPermission | "unsupported">(
    typeof Notification === "undefined" ? "unsupported" : Notification.permission,
  );
  const on = computed(() => wanted.value && permission.value === "granted");

  /** Asks the browser where it has not been asked. Whether it is on now. */
  async function turnOn(): Promise<boolean> {
    if (permission.value === "default") {
      permission.value = await Notification.requestPermission();
    }
    wanted.value = permission.value === "granted";
    return wanted.value;
  }

  function turnOff(): void {
    wanted.value = false;
  }

  watch([wanted, sound], () => localStorage.setItem(KEPT_AS, JSON.stringify({ on: wanted.value, sound: sound.value })));

  return { on, sound, permission, turnOn, turnOff };
});
