//! 日本語。

use super::BrowserText;

pub static TEXT: BrowserText = BrowserText {
    blank_picture: |name| {
        format!(
            "「{name}」には何も描かれていません。地の色と違う色で描かれた画像が必要です。パッドはそのままです。"
        )
    },
    guarded_picture: |name| {
        format!(
            "「{name}」を読み取れませんでした。追跡を防ぐため、このブラウザーは実際とは違う画素をページに渡しています。このサイトに canvas の読み取りを許可して、もう一度開いてください。パッドはそのままです。"
        )
    },

    copy_title: "テキストとしてコピー",
    copy_lead: |name| {
        format!(
            "ここからはファイルをダウンロードできません。下のテキストがファイルの中身です。コピーしてテキストエディターに貼り付け、「{name}」という名前で保存すれば、あとで開けます。"
        )
    },
    copy: "コピー",
    copied: "コピーしました。",
    copy_by_hand: "コピーできませんでした。テキストは選択してあります。Ctrl+C か ⌘C を押すか、長押ししてコピーしてください。",
};
