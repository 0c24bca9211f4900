export default {
  forbidden: [{ name: "no-circular", severity: "error", from: {}, to: { circular: true } }],
  options: {
    doNotFollow: { path: "node_modules|dist" },
    // An import of types alone counts too.
    tsPreCompilationDeps: true,
  },
};
