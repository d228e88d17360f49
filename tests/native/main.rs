//! Every native integration test, in one binary.

mod digits;
mod paint;
