//! Starts the page or one of its workers, nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    if hitofude::web::page::is_here() {
        hitofude::view::mount();
    } else {
        hitofude::web::trainer::register();
    }
}
