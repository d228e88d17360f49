//! The worker, nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    hitofude::web::trainer::register();
}
