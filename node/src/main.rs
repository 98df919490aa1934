//! The Yumanet node.
fn main() {}
