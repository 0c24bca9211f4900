import js from "@eslint/js";
import tseslint from "typescript-eslint";

const known = [
  "requestAnimationFrame",
  "Buffer",
  "URL",
  "WebAssembly",
  "console",
  "document",
  "performance",
  "process",
  "structuredClone",
];
const globals = Object.fromEntries(known.map((name) => [name, "readonly"]));

export default tseslint.config(
  { ignores: ["dist", "src/fields.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  },
  {
    files: ["src/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": "off",
      // It asks for `!`, which another rule forbids.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals },
    // Lists with holes are among the strange values that the tests hand over.
    rules: { "no-sparse-arrays": "off" },
  },
);
