//! 日本語。

use super::FirstText;

pub static TEXT: FirstText = FirstText {
    lead: "数字を描くと、それを読むネットワークの中がすべて見えます。",
    steps_label: "はじめの 3 歩",
    steps: ["数字を描く", "カーネルのマスをクリック", "マップの変化を見る"],
    steps_hint: [
        "黒いパッドに、マウスか指で好きな数字を描いてください。",
        "カーネルは小さな数の表です。どれか 1 マスをクリックすると、その数が増えます。",
        "右が今、左が変える前。カーネルが変わると、見つける形も変わります。",
    ],
    dismiss: "閉じる",
    draw_here: "ここに描く",

    more: "もっと",
    less: "少なく",
    everything: "すべて表示",
    everything_hint: "すべての道具を表示します",
    basics: "基本だけ",
    basics_hint: "はじめに必要なものだけを表示します",
    another: "別の見本",
    another_hint: "見本の数字を順に出します",

    map_title: "このカーネルが作るマップ",
    before: "変える前",
    now: "今",
    click_a_cell: "クリックで増え、右クリックで減ります",
    tap_a_cell: "タップで増えます。減らすときは −",

    forget: "忘れて学び直す",
    forget_short: "学び直す",
    forget_hint: "重みをすべて乱数に戻し、はじめから学習します (元に戻せます)",
    has_learned: "学習済み",
    reads: |share| format!("：はじめて見る数字の {share} を正しく読みます"),
    reads_hint: "学習に使っていない 300 個の数字で確かめた割合です。カーネルを変えると、この数も変わります",
};
