// The element in Vue's templates: `import type {} from "diabetes-wasm/vue"` makes Vue know its attributes.
import type { DefineComponent } from "vue";
import type { DiabetesRiskAttributes } from "../dist/element.js";

declare module "vue" {
  interface GlobalComponents {
    "diabetes-risk": DefineComponent<DiabetesRiskAttributes>;
  }
}
