//! Benchmarks only: `cargo bench -p benches`. The peers of other languages stand in `peers/`.
