import prettier from "eslint-config-prettier";
import vue from "eslint-plugin-vue";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";

export default defineConfig(
  globalIgnores(["target", "src/api/generated"]),
  typescript.configs.strict,
  vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      // Text of people is never HTML; text of ours stands in the catalogues.
      "vue/no-v-html": "error",
      "vue/no-static-inline-styles": ["error", { allowBinding: true }],
      "vue/no-bare-strings-in-template": ["error", { allowlist: ["·", "…", "/", ":", "+", "@", "×", "(", ")", ","] }],
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/block-order": ["error", { order: ["script", "template", "style"] }],
      "vue/require-default-prop": "off",
      "no-undef": "off",
    },
  },
  prettier,
);
