// Modules that esbuild creates from files that are not scripts.

declare module "wasm:engine" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module "wasm:tools" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module "worker:*" {
  const script: string;
  export default script;
}
