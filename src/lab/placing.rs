//! Where an explanation stands: beside its word, never over it, and inside the window.

/// A rectangle in the window, in CSS pixels from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// From the left edge of the window.
    pub left: f64,
    /// From its upper edge.
    pub top: f64,
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// Between word and explanation, and at the edges of the window.
const GAP: f64 = 8.0;

/// Where something of `size` (width, height) stands beside `word`: below it, or above it where there is more room.
/// `window`: width and height.
pub fn beside(word: Spot, size: (f64, f64), window: (f64, f64)) -> Spot {
    let (width, height) = size;
    let bottom = word.top + word.height;
    let (above, below) = (word.top - GAP, window.1 - bottom - GAP);
    let top = if below >= height + GAP || below >= above {
        bottom + GAP
    } else {
        word.top - GAP - height
    };
    let middle = word.left + word.width / 2.0 - width / 2.0;
    let left = middle.min(window.0 - width - GAP).max(GAP);
    Spot { left, top, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: (f64, f64) = (390.0, 844.0);

    #[test]
    fn it_covers_no_word_and_leaves_no_window() {
        for left in [0.0, 8.0, 180.0, 340.0] {
            for top in [0.0, 40.0, 400.0, 700.0, 824.0] {
                let word = Spot { left, top, width: 50.0, height: 20.0 };
                let found = beside(word, (320.0, 140.0), WINDOW);
                assert!(found.left >= 0.0 && found.left + found.width <= WINDOW.0, "{found:?}");
                assert!(found.top >= 0.0 && found.top + found.height <= WINDOW.1, "{found:?}");
                let apart = found.top >= top + 20.0 || found.top + found.height <= top;
                assert!(apart, "{word:?} {found:?}");
            }
        }
    }

    #[test]
    fn it_stands_below_where_there_is_room() {
        let word = Spot { left: 100.0, top: 100.0, width: 50.0, height: 20.0 };
        assert_eq!(beside(word, (100.0, 50.0), WINDOW).top, 128.0);
    }
}
