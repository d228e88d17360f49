//! Maps to RGBA.

use hitofude::paint::{
    ColourMap, MINUS_INFINITY, NOT_A_NUMBER, PLUS_INFINITY, Range, Tones, composite, mosaic_size,
    non_finite, paint, paint_ink,
};
use proptest::prelude::*;

const MAPS: [ColourMap; 5] = [
    ColourMap::Viridis,
    ColourMap::Magma,
    ColourMap::Grey,
    ColourMap::Diverging,
    ColourMap::DivergingDark,
];

fn range(low: f32, high: f32) -> Range {
    Range { low, high }
}

fn painted(cells: &[f32], range: Range, map: ColourMap) -> Vec<[u8; 4]> {
    let mut rgba = vec![1; 4 * cells.len()];
    paint(cells, range, &map.table(), &mut rgba);
    rgba.as_chunks().0.to_vec()
}

fn any_cell() -> impl Strategy<Value = f32> {
    prop_oneof![
        8 => -1e3f32..1e3,
        1 => any::<f32>(),
        1 => prop::sample::select(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -0.0]),
    ]
}

proptest! {
    #[test]
    fn a_range_is_from_the_least_to_the_greatest_finite_cell(
        cells in prop::collection::vec(any_cell(), 0..80),
    ) {
        let finite: Vec<f32> = cells.iter().copied().filter(|cell| cell.is_finite()).collect();
        let low = finite.iter().copied().reduce(f32::min).unwrap_or(0.0);
        let high = finite.iter().copied().reduce(f32::max).unwrap_or(0.0);
        prop_assert_eq!(Range::of(&cells), range(low, high));
        prop_assert_eq!(non_finite(&cells), cells.len() - finite.len());
    }

    #[test]
    fn a_cell_has_the_colour_of_its_place_in_the_range(
        cells in prop::collection::vec(any_cell(), 0..80), low in -1e3f32..1e3, extent in 0.1f32..1e3,
    ) {
        let range = range(low, low + extent);
        let table = ColourMap::Viridis.table();
        for (cell, colour) in cells.iter().zip(painted(&cells, range, ColourMap::Viridis)) {
            if !cell.is_finite() {
                continue;
            }
            let place = (f64::from(*cell) - f64::from(range.low)) / f64::from(range.high - range.low);
            let step = (place * 255.0).clamp(0.0, 255.0);
            // In f32 a place on the edge between two steps may fall to either.
            let near = [step - 0.01, step + 0.01].map(|step| table.colours()[(step + 0.5) as usize % 256]);
            prop_assert!(near.contains(&colour), "{} in {:?}: {:?}, not {:?}", cell, range, colour, near);
        }
    }

    #[test]
    fn no_cell_and_no_range_leaves_a_pixel_unpainted(
        cells in prop::collection::vec(any_cell(), 0..80), low in any_cell(), high in any_cell(),
    ) {
        for map in MAPS {
            for (cell, colour) in cells.iter().zip(painted(&cells, range(low, high), map)) {
                let special = [NOT_A_NUMBER, PLUS_INFINITY, MINUS_INFINITY].contains(&colour);
                prop_assert_eq!(special, !cell.is_finite(), "{:?} of {}", colour, cell);
                prop_assert_eq!(colour[3], 255);
            }
        }
    }
}

#[test]
fn ranges_join_and_become_symmetric() {
    assert_eq!(range(-1.0, 2.0).union(range(0.0, 5.0)), range(-1.0, 5.0));
    assert_eq!(range(-1.0, 2.0).symmetric(), range(-2.0, 2.0));
    assert_eq!(range(-3.0, -2.0).symmetric(), range(-3.0, 3.0));
    assert!(range(0.0, 1e-6).has_extent());
    assert!(range(f32::MIN, f32::MAX).has_extent());
    assert!(!range(2.0, 2.0).has_extent());
}

#[test]
fn the_ends_of_the_range_have_the_ends_of_the_map() {
    for map in MAPS {
        let table = map.table();
        for (low, high) in [(0.0, 1.0), (-3.5, 8488.68), (1e-20, 3e-20), (f32::MIN, f32::MAX)] {
            let colours = painted(&[low, high], range(low, high), map);
            assert_eq!(
                colours,
                [table.colours()[0], table.colours()[255]],
                "{map:?}, {low} to {high}"
            );
        }
    }
}

#[test]
fn numbers_that_are_not_finite_stand_out() {
    let cells = [f32::NAN, 0.0, f32::INFINITY, f32::NEG_INFINITY, 1.0, -f32::NAN];
    for map in MAPS {
        let colours = painted(&cells, range(0.0, 1.0), map);
        let special = [colours[0], colours[2], colours[3], colours[5]];
        assert_eq!(special, [NOT_A_NUMBER, PLUS_INFINITY, MINUS_INFINITY, NOT_A_NUMBER]);
        for special in [NOT_A_NUMBER, PLUS_INFINITY, MINUS_INFINITY] {
            for colour in map.table().colours() {
                let apart: i32 = special
                    .iter()
                    .zip(colour)
                    .map(|(&a, &b)| (i32::from(a) - i32::from(b)).pow(2))
                    .sum();
                assert!(apart > 60 * 60, "{map:?} comes near {special:?} with {colour:?}");
            }
        }
    }
}

#[test]
fn a_map_of_one_number_has_the_lowest_colour_or_the_middle_one() {
    for (map, step) in MAPS.into_iter().zip([0, 0, 0, 128, 128]) {
        for cell in [0.0, 0.5, -7.0, f32::MAX] {
            let range = Range::of(&[cell; 20]);
            assert_eq!(
                painted(&[cell; 20], range, map),
                [map.table().colours()[step]; 20],
                "{map:?} {cell}"
            );
        }
    }
}

#[test]
fn zero_is_neutral_in_the_middle_of_a_symmetric_range() {
    for (map, neutral) in [
        (ColourMap::Diverging, [0xf7, 0xf7, 0xf7, 255]),
        (ColourMap::DivergingDark, [0x22, 0x21, 0x1f, 255]),
    ] {
        for cells in [[-0.3, 0.0, 1.2], [0.0, 0.0, 0.0], [0.0, 1e-3, -9.0]] {
            let zero = cells.iter().position(|&cell| cell == 0.0).unwrap_or(0);
            assert_eq!(
                painted(&cells, Range::of(&cells).symmetric(), map)[zero],
                neutral,
                "{cells:?}"
            );
        }
        let colours = painted(&[-1.0, 1.0], range(-1.0, 1.0), map);
        assert!(colours[0][2] > colours[0][0], "negative is blue: {:?}", colours[0]);
        assert!(colours[1][0] > colours[1][2], "positive is orange: {:?}", colours[1]);
    }
}

#[test]
fn viridis_and_magma_are_theirs_between_the_anchors_too() {
    for (map, step, expected) in [
        (ColourMap::Viridis, 8, [71, 13, 96]),
        (ColourMap::Viridis, 67, [57, 85, 140]),
        (ColourMap::Viridis, 128, [33, 145, 140]),
        (ColourMap::Viridis, 190, [90, 200, 100]),
        (ColourMap::Viridis, 250, [241, 229, 29]),
        (ColourMap::Magma, 8, [3, 3, 18]),
        (ColourMap::Magma, 67, [86, 20, 125]),
        (ColourMap::Magma, 128, [183, 55, 121]),
        (ColourMap::Magma, 190, [251, 133, 96]),
        (ColourMap::Magma, 250, [252, 244, 182]),
    ] {
        let found = map.table().colours()[step];
        let near =
            found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= 5);
        assert!(near, "{map:?} {step}: {found:?}, not {expected:?}");
    }
}

#[test]
fn brightness_tells_the_order() {
    for map in MAPS {
        let brightness =
            |&[r, g, b, _]: &[u8; 4]| 3 * i32::from(r) + 10 * i32::from(g) + i32::from(b);
        let all: Vec<i32> = map.table().colours().iter().map(brightness).collect();
        // Each channel is rounded: half a level of all three together is no step back.
        let rises = |part: &[i32]| part.windows(2).all(|pair| pair[1] > pair[0] - 7);
        let falls = |part: &[i32]| part.windows(2).all(|pair| pair[1] < pair[0] + 7);
        let ordered = match map {
            ColourMap::Viridis | ColourMap::Magma | ColourMap::Grey => rises(&all),
            ColourMap::Diverging => rises(&all[..128]) && falls(&all[128..]),
            ColourMap::DivergingDark => falls(&all[..128]) && rises(&all[128..]),
        };
        assert!(ordered, "{map:?}: {all:?}");
    }
}

#[test]
fn a_legend_has_the_colours_of_the_maps() {
    for map in MAPS {
        let table = map.table();
        let css = |step: usize| {
            let [r, g, b, _] = table.colours()[step];
            format!("#{r:02x}{g:02x}{b:02x}")
        };
        let expected = format!("linear-gradient(to right,{},{},{})", css(0), css(127), css(255));
        assert_eq!(table.css_gradient(3, false), expected);
        assert_eq!(table.css_gradient(0, false), table.css_gradient(2, false));
        assert_eq!(table.css_gradient(9, false).matches('#').count(), 9);
        let [below, above] = table.beyond().map(|[r, g, b, _]| format!("#{r:02x}{g:02x}{b:02x}"));
        let expected = format!(
            "linear-gradient(to right,{below} 0 10%,{} 10%,{},{} 90%,{above} 90% 100%)",
            css(0),
            css(127),
            css(255)
        );
        assert_eq!(table.css_gradient(3, true), expected);
    }
}

fn distance(a: [u8; 4], b: [u8; 4]) -> i32 {
    a.iter().zip(b).map(|(&a, b)| (i32::from(a) - i32::from(b)).pow(2)).sum()
}

#[test]
fn what_lies_beyond_a_range_that_clips_is_seen_to() {
    for map in MAPS {
        let table = map.table();
        let [below, above] = table.beyond();
        let apart = 60 * 60;
        assert!(distance(below, above) > apart, "{map:?}");
        for colour in table.colours().iter().chain(&[NOT_A_NUMBER, PLUS_INFINITY, MINUS_INFINITY]) {
            assert!(distance(below, *colour) > apart, "{map:?}: {below:?} and {colour:?}");
            assert!(distance(above, *colour) > apart, "{map:?}: {above:?} and {colour:?}");
        }
        let range = range(-1.0, 3.0);
        let cells = [-1.1, -1.0, 3.0, 3.1, f32::MIN, f32::MAX, f32::NAN, f32::INFINITY];
        let mut rgba = [0; 32];
        Tones { range, table: &table, clips: true }.paint(&cells, &mut rgba);
        let (first, last) = (table.colours()[0], table.colours()[255]);
        let expected = [below, first, last, above, below, above, NOT_A_NUMBER, PLUS_INFINITY];
        assert_eq!(rgba.as_chunks().0, expected, "{map:?}");
        Tones { range, table: &table, clips: false }.paint(&cells, &mut rgba);
        let expected = [first, first, last, last, first, last, NOT_A_NUMBER, PLUS_INFINITY];
        assert_eq!(rgba.as_chunks().0, expected, "{map:?}");
    }
}

proptest! {
    #[test]
    fn inside_its_range_clipping_changes_nothing_and_one_cell_is_painted_as_many_are(
        cells in prop::collection::vec(any_cell(), 1..80), low in -1e3f32..1e3, extent in 0.1f32..1e3,
    ) {
        let range = range(low, low + extent);
        for map in MAPS {
            let table = map.table();
            let tones = |clips| Tones { range, table: &table, clips };
            let plain = painted(&cells, range, map);
            let mut rgba = vec![0; 4 * cells.len()];
            tones(true).paint(&cells, &mut rgba);
            for ((&cell, plain), clipped) in cells.iter().zip(plain).zip(rgba.as_chunks().0) {
                prop_assert_eq!(tones(true).colour(cell), *clipped);
                prop_assert_eq!(tones(false).colour(cell), plain);
                // Half a step of the 255 is as near as colours tell.
                let inside = !cell.is_finite() || (range.low..=range.high).contains(&cell);
                let outside = (cell < range.low - extent / 250.0) || (cell > range.high + extent / 250.0);
                if inside {
                    prop_assert_eq!(plain, *clipped);
                } else if outside {
                    prop_assert!(table.beyond().contains(clipped), "{}: {:?}", cell, clipped);
                }
            }
        }
    }

    #[test]
    fn a_mosaic_has_each_picture_in_its_place_and_nothing_between(
        rows in 1usize..5, columns in 1usize..5, abreast in 1usize..6, lines in 1usize..4,
        last in 1usize..6, seed in any::<u32>(),
    ) {
        let count = (lines - 1) * abreast + last.min(abreast);
        let cells: Vec<f32> = (0..count * rows * columns)
            .map(|index| ((index as u32).wrapping_mul(2_654_435_761) ^ seed) as f32 / u32::MAX as f32)
            .collect();
        let table = ColourMap::Viridis.table();
        let tones = Tones { range: range(0.0, 1.0), table: &table, clips: false };
        let (width, height) = mosaic_size(count, (rows, columns), abreast);
        let mut rgba = vec![9; 4 * width * height];
        tones.paint_mosaic(&cells, (rows, columns), abreast, &mut rgba);
        let pixels = rgba.as_chunks::<4>().0;
        for (place, pixel) in pixels.iter().enumerate() {
            let (y, x) = (place / width, place % width);
            let tile = y / (rows + 1) * abreast + x / (columns + 1);
            let (row, column) = (y % (rows + 1), x % (columns + 1));
            let inside = tile < count && row < rows && column < columns;
            let expected = if inside {
                tones.colour(cells[(tile * rows + row) * columns + column])
            } else {
                [0; 4]
            };
            prop_assert_eq!(*pixel, expected, "{}, {}", x, y);
        }
    }
}

#[test]
fn cells_and_pixels_of_different_number_meet_in_the_shorter() {
    let table = ColourMap::Grey.table();
    for (cells, pixels) in [(20, 17), (17, 20), (0, 3), (3, 0), (16, 16)] {
        let mut rgba = vec![7; pixels * 4];
        paint(&vec![1.0; cells], range(0.0, 1.0), &table, &mut rgba);
        let white = rgba.iter().filter(|&&byte| byte == 255).count();
        assert_eq!(white, 4 * cells.min(pixels), "{cells} cells on {pixels} pixels");
    }
}

#[test]
fn three_maps_are_red_green_and_blue() {
    let (red, green, blue) = ([0.0, 5.0, 10.0, 1.0], [-1.0, 0.0, 1.0, f32::INFINITY], [3.0; 4]);
    let maps = |blue| {
        let mut rgba = [9; 16];
        composite(
            [Some((&red[..], range(0.0, 10.0))), Some((&green, range(-1.0, 1.0))), blue],
            &mut rgba,
        );
        rgba.as_chunks().0.to_vec()
    };
    let expected = [[0, 0, 0, 255], [128, 128, 0, 255], [255, 255, 0, 255], PLUS_INFINITY];
    assert_eq!(maps(None), expected);
    assert_eq!(maps(Some((&blue[..], range(3.0, 3.0)))), expected, "a flat map is black");
    assert_eq!(maps(Some((&blue[..], range(0.0, 3.0))))[0], [0, 0, 255, 255]);
}

#[test]
fn ink_is_painted_from_paper_to_ink_within_its_rectangle() {
    let cells = [0, 51, 102, 153, 204, 255, 0, 255, 0];
    let colours = [[250, 240, 230], [0, 40, 80]];
    let mut rgba = [9; 36];
    paint_ink(&cells, 3, 1..3, 1..2, colours, &mut rgba);
    let mut expected = [[9; 4]; 9];
    expected[4] = [50, 80, 110, 255];
    expected[5] = [0, 40, 80, 255];
    assert_eq!(rgba.as_chunks().0, expected);

    paint_ink(&cells, 3, 0..1, 0..1, colours, &mut rgba);
    assert_eq!(rgba[..4], [250, 240, 230, 255]);
}

#[test]
fn ink_outside_the_pad_is_passed_over() {
    let empty = std::ops::Range { start: 3, end: 1 };
    for (columns, rows, painted) in [
        (0..9, 0..9, 4),
        (1..9, 1..9, 1),
        (5..9, 0..2, 0),
        (0..2, 7..9, 0),
        (empty.clone(), 0..2, 0),
    ] {
        let mut rgba = [9; 16];
        paint_ink(&[255; 4], 2, columns.clone(), rows.clone(), [[1; 3], [2; 3]], &mut rgba);
        let found = rgba.as_chunks::<4>().0.iter().filter(|pixel| pixel[0] == 2).count();
        assert_eq!(found, painted, "{columns:?} {rows:?}");
    }
    paint_ink(&[], 0, 0..1, 0..1, [[1; 3], [2; 3]], &mut []);
}
