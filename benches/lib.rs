//! Benchmarks only: `cargo bench -p benches`. The comparisons in other languages are in `peers/`.
