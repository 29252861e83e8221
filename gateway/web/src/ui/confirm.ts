import { defineStore } from "pinia";
import { shallowRef } from "vue";

export interface Question {
  title: string;
  text?: string;
  /** The word on the button that does it. */
  action: string;
  /** It takes something away. */
  danger?: boolean;
}

/** Asks before what cannot be taken back; one question at a time, the newer one answers the older with no. */
export const useConfirm = defineStore("confirm", () => {
  const question = shallowRef<Question | null>(null);
  let decide: ((yes: boolean) => void) | undefined;

  /** Resolves with whether the person wants it. */
  function confirm(asked: Question): Promise<boolean> {
    decide?.(false);
    question.value = asked;
    return new Promise((resolve) => {
      decide = resolve;
    });
  }

  function answer(yes: boolean): void {
    question.value = null;
    decide?.(yes);
    decide = undefined;
  }

  return { question, confirm, answer };
});
