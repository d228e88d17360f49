//! 日本語。

use super::OpenText;
use crate::text::number::grouped;

pub static TEXT: OpenText = OpenText {
    opened: |name| format!("「{name}」を開きました。"),
    lab: "絵とネットワークと設定を読み込みました。元に戻すボタンで前の状態に戻れます。",
    drawings: |added, left| {
        let left = match left {
            0 => String::new(),
            left => format!("ほかの {left} 枚は、すでにあるか上限を超えるため追加していません。"),
        };
        format!("絵を {added} 枚追加しました。{left}")
    },
    snapshots: |added, left| {
        let left = match left {
            0 => String::new(),
            left => format!("ほかの {left} 個は、すでにあるか上限を超えるため追加していません。"),
        };
        format!("スナップショットを {added} 個追加しました。{left}")
    },
    newer: "このページの新しいバージョンで保存されたものです。このバージョンで読めない部分は省きました。",
    refused_parts: |count| format!("このうち {count} 件は読み取れませんでした。"),
    refused: |name, why| format!("「{name}」は開けませんでした。{why}。いまの内容はそのままです。"),
    no_json: |line, column| {
        format!(
            "このページで保存したファイル (絵・ラボ・スナップショット) が必要ですが、{line} 行 {column} 文字目から形式が違います"
        )
    },
    field: |line, column| {
        format!("ラボやスナップショットのデータとして、{line} 行 {column} 文字目が正しくありません")
    },
    unknown: "このページで保存したファイル (絵・ラボ・スナップショット) が必要ですが、これは別の種類の JSON です",
    empty: "ラボのデータのはずですが、絵もネットワークも入っていません",
    version: |found| format!("形式のバージョンが {found} で、このページでは読めません"),
    architecture: |why| format!("あり得ないネットワークが書かれています ({why})"),
    word: |field, found| format!("{field} に書かれている「{found}」を、このページは知りません"),
    base64: |field| format!("{field} は base64 のはずですが、そうではありません"),
    weights: |expected, found| {
        format!(
            "重みは {} バイトのはずですが、{} バイトあります",
            grouped(expected as u64),
            grouped(found as u64)
        )
    },
    weight: |index, found| {
        format!(
            "重みは −1000〜1000 のはずですが、{} 番目が {found} です",
            grouped(index as u64 + 1)
        )
    },
    picture: |width, height, found| {
        format!("画像は {width}×{height} 画素のはずですが、{} 画素あります", grouped(found as u64))
    },
    stroke: |stroke, found| {
        format!("線の点には数が 3 つずつ必要ですが、{} 本目の線には {found} 個あります", stroke + 1)
    },
    truth: |found| format!("正解は 0〜9 のはずですが、{found} です"),
    nothing_kept: |found| match found {
        0 => "このページの保存データのはずですが、何も入っていません".into(),
        found => format!(
            "このページの保存データのはずですが、入っている {found} 件のどれも読み取れません"
        ),
    },
};
