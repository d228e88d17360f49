//! Japanese and English.

use crate::harness::{Page, Visit, handle, in_browser};

fn language(page: &Page) -> String {
    page.attribute("html", "lang").unwrap_or_default()
}

fn words(page: &Page) -> String {
    page.text("body")
}

fn is_kana(character: char) -> bool {
    ('\u{3040}'..='\u{30ff}').contains(&character)
}

#[test]
fn the_browser_chooses_the_language() {
    for (browser, page_language) in
        [("ja", "ja"), ("ja-JP,en", "ja"), ("en-GB,ja", "en"), ("fr", "en")]
    {
        in_browser(Visit { language: browser, ..Visit::default() }, |page| {
            assert_eq!(language(page), page_language, "for {browser}");
            let kana = words(page).chars().filter(|&c| is_kana(c)).count();
            assert_eq!(kana > 20, page_language == "ja", "{kana} kana for {browser}");
        });
    }
}

#[test]
fn the_switch_changes_every_word_and_is_remembered() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let reads = || page.until("how well it reads", || page.count(&handle("reads")) == 1);
        reads();
        let (english, seen) = (words(page), page.look());
        page.click(&handle("language"));
        page.until("Japanese", || language(page) == "ja");
        assert!(words(page).chars().filter(|&c| is_kana(c)).count() > 20);
        assert_eq!(page.look(), seen, "the drawing and the maps stay");
        page.reload();
        assert_eq!(language(page), "ja", "after a reload");
        page.click(&handle("language"));
        page.until("English", || language(page) == "en");
        reads();
        assert_eq!(words(page), english, "there and back");
    });
}

#[test]
fn no_word_of_one_language_is_left_in_the_other() {
    in_browser(Visit::default(), |page| {
        // The name in Japanese, and the switch that leads there, are Japanese on purpose.
        let text =
            words(page).replace("一筆", "").replace(page.text(&handle("language")).trim(), "");
        let strange: String = text
            .chars()
            .filter(|&c| is_kana(c) || ('\u{4e00}'..='\u{9fff}').contains(&c))
            .collect();
        assert_eq!(strange, "", "Japanese on the English page");
        let names: Vec<_> = page
            .accessible_names("button, [role=switch], select, canvas[role], input")
            .into_iter()
            .filter(|(_, name)| name.chars().any(is_kana))
            .filter(|(html, _)| !html.contains("\"language\""))
            .collect();
        assert!(names.is_empty(), "Japanese names on the English page: {names:?}");
    });
}

#[test]
fn the_titles_language_follows() {
    in_browser(Visit::default(), |page| {
        let title = || page.run("return document.title", serde_json::json!([]));
        let english = title();
        page.click(&handle("language"));
        page.until("another title", || title() != english);
    });
}
