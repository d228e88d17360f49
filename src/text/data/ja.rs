//! 日本語。

use super::DataText;
use crate::text::number::grouped;

pub static TEXT: DataText = DataText {
    own_title: "自分で描いた数字",
    own_tab: "自分の数字",
    own_keep: "いまの絵の正解は",
    own_not_five: "5 以外",
    own_add: |label| format!("いまの絵を「{label}」として取っておく"),
    own_item: |label| format!("「{label}」として取っておいた絵"),
    own_delete: |label| format!("この「{label}」を削除"),
    own_count: |count| format!("{count} 枚"),
    own_empty: "数字を描いて、正解のボタンを押してください。それぞれ数枚あれば学習を始められます。",
    own_blank: "パッドに何も描かれていません。先に描いてください。",
    own_left_out: |count| {
        format!(
            "{count} 枚は「5 以外」としか分かりません。出力が 10 個のときはどの数字かが必要なので、学習には使いません。"
        )
    },
    own_full: |most| {
        format!("取っておけるのは {most} 枚までです。追加するには、いくつか削除してください。")
    },
    own_export: "ファイルに保存",
    own_export_hint: "すべての絵と正解を 1 つのファイルに保存。このページで開けば、また追加できます",
    own_clear: "すべて削除",
    own_clear_note: "「元に戻す」で取り消せます",
    own_imported: |name, added, known| {
        let known = if known == 0 {
            String::new()
        } else {
            format!("ほかの {known} 枚は、すでにあるか上限を超えるため追加していません。")
        };
        format!("「{name}」から {added} 枚を追加しました。{known}")
    },
    own_unavailable: "このブラウザーでは内容を保存できないため、描いた数字はページを離れると消えます。ファイルに保存しておいてください。",
    own_storage_full: "ブラウザーの保存領域がいっぱいのため、最近の絵はページを離れると消えます。ファイルに保存しておいてください。",
    own_unreadable: "前に取っておいた絵を読み込めませんでした。このページのデータではないものが保存されていました。元のテキストは残っています：",

    own_refused: |name, why| {
        format!("「{name}」は追加しませんでした。{why}。取っておいた絵はそのままです。")
    },
    mnist_refused: |name, why| {
        format!("「{name}」は読み込みませんでした。{why}。データは元のままです。")
    },
    found_no_json: |line, column| {
        format!(
            "このページで保存した絵のファイル (JSON) が必要ですが、{line} 行 {column} 文字目から形式が違います"
        )
    },
    found_other_json: "このページで保存した絵のファイルが必要ですが、これは別の種類の JSON です",
    found_version: |expected, found| {
        format!("形式のバージョンは {expected} のはずですが、このファイルは {found} です")
    },
    found_too_many: |expected, found| {
        format!("個数は 1〜{} のはずですが、{} 個あります", grouped(expected), grouped(found))
    },
    found_label_name: |index, found| {
        format!("正解は「0」〜「9」か「not-5」のはずですが、{} 枚目は「{found}」です", index + 1)
    },
    found_image: |index, found| {
        let found = found
            .map_or("base64 ではありません".into(), |found| format!("{found} バイトです"));
        format!("画像は 1 枚 784 バイトのはずですが、{} 枚目は{found}", index + 1)
    },
    found_bytes: |expected, found| {
        let (expected_text, found_text) = (grouped(expected), grouped(found));
        if found < expected {
            format!("{expected_text} バイトのはずですが、{found_text} バイトで途切れています")
        } else {
            format!("{expected_text} バイトのはずですが、{found_text} バイト以上あります")
        }
    },
    found_short_header: |expected, found| {
        format!(
            "ヘッダーだけで {expected} バイトあるはずですが、全部で {found} バイトしかありません"
        )
    },
    found_web_page: "MNIST の画像かラベルのファイルが必要ですが、中身はウェブページ (HTML) です",
    found_other_kind: |found| {
        format!(
            "MNIST の画像 (先頭の数が 2051) かラベル (2049) のファイルが必要ですが、先頭の数が {found} です"
        )
    },
    found_size: |rows, columns| format!("画像は 28×28 のはずですが、{rows}×{columns} です"),
    found_label: |index, found| {
        format!("ラベルは 0〜9 のはずですが、{} 番目が {found} です", grouped(index as u64 + 1))
    },
    found_mismatch: |images, labels| {
        format!(
            "画像とラベルは同じ数のはずですが、画像は {}、ラベルは {} です",
            grouped(images as u64),
            grouped(labels as u64)
        )
    },
    found_bad_gzip: "gzip 形式のようですが、壊れているか途切れていて展開できません",
    found_behind_gzip: "gzip のデータの後ろに、gzip でもゼロでもないものが続いています",
    found_bad_zip: "zip 形式のようですが、壊れているか途切れていて読めません",
    found_zip_method: "この zip は、特殊な圧縮方式かパスワード付きのため読めません。先に展開してください",
    found_zip_without: |found| match found {
        0 => "zip の中に MNIST の画像かラベルが必要ですが、何も入っていません".into(),
        found => format!(
            "zip の中に MNIST の画像かラベルが必要ですが、入っている {found} 個のファイルはどれも違います"
        ),
    },
    found_too_large: |most| format!("展開後の大きさは {most} MB までですが、それを超えています"),
    found_unreadable: "ブラウザーが最後まで読み取れませんでした",
    other_packed: |name, what| {
        format!(
            "「{name}」は {what} で圧縮されていて、このページでは展開できません。先に展開してください (zip と gzip はそのまま開けます)。"
        )
    },
    other_data: |name, what| {
        format!(
            "「{name}」は {what} 形式のデータで、このページでは読めません。開けるのは、画像、MNIST のファイル、このページで保存したファイルです。"
        )
    },
    other_document: |name, what| {
        format!(
            "「{name}」は {what} です。開けるのは、画像、MNIST のファイル、このページで保存したファイルです。"
        )
    },
    empty_folder: |name| format!("フォルダー「{name}」にはファイルがありません。"),
    found_missing: "4 つのファイルがそろっているはずですが、ほかのファイルはあるのに、これだけ見つかりません",

    reading: |percent| {
        percent.map_or("データを読み込んでいます…".into(), |percent| {
            format!("データを読み込んでいます：{percent} %")
        })
    },
    mnist_ready: |train, test| {
        format!(
            "訓練用の画像 {} 枚、テスト用 {} 枚がそろいました。",
            grouped(train.into()),
            grouped(test.into())
        )
    },
    mnist_one_pair: |count| {
        format!(
            "画像 {} 枚を読み込みました。7 枚ごとに 1 枚をテストに使います。",
            grouped(count.into())
        )
    },
    mnist_missing: |what| format!("まだ足りないもの：{what}。続けて開くかドロップしてください。"),
    mnist_left: "ファイルは読み込みませんでした。データは元のままです。",
    set_title: "別のデータセット",
    set_question: "すでに別のデータセットが保存されています。新しく開いたほうの最初の画像はこのとおりです。向きは正しく、ラベルと合っていますか？",
    set_sample: "最初の画像とラベル",
    set_item: |label| format!("ラベルは {label}"),
    set_turn: "縦横を入れ替え",
    set_turn_hint: "すべての画像の行と列を入れ替える（EMNIST の画像は横倒しになっています）",
    set_replace: "置き換える",
    set_keep_both: "両方とも残す",
    set_replace_second: "2 つ目のセットと置き換える",
    set_leave: "やめる",
    set_files: "ファイル…",
    set_files_hint: "MNIST の 4 つのファイルか、その zip を開く（gzip のままでも可）",
    set_folder: "フォルダー…",
    set_folder_hint: "MNIST の 4 つのファイルが入ったフォルダーを開く",
    mnist_kept: "次に開いたときも使えます。",
    mnist_unavailable: "このブラウザーでは保存できないため、ページを離れると消えます。",
    mnist_storage_full: "ブラウザーの保存領域が足りないため、ページを離れると消えます。",
    mnist_absent: "MNIST がありません。前に読み込んだものも、このページの隣にも見つかりません。4 つのファイルを (gzip のままでも) このページにドロップしてください。",
    no_worker: "ファイルを読むワーカーをブラウザーが起動できませんでした。データは元のままです。",
    images: |count| match count {
        60_000 => "訓練用の画像 60,000 枚 (train-images)".into(),
        10_000 => "テスト用の画像 10,000 枚 (t10k-images)".into(),
        count => format!("画像 {} 枚", grouped(count.into())),
    },
    labels: |count| match count {
        60_000 => "訓練用のラベル 60,000 個 (train-labels)".into(),
        10_000 => "テスト用のラベル 10,000 個 (t10k-labels)".into(),
        count => format!("ラベル {} 個", grouped(count.into())),
    },
    list_comma: "、",
    between_sentences: "",
};
