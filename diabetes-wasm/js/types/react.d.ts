// The element in JSX: `import type {} from "diabetes-wasm/react"` makes React know its attributes.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { DiabetesRisk, DiabetesRiskAttributes } from "../dist/element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "diabetes-risk": DetailedHTMLProps<HTMLAttributes<DiabetesRisk>, DiabetesRisk> & DiabetesRiskAttributes;
    }
  }
}
