//! 日本語。

use super::XrayText;

pub static TEXT: XrayText = XrayText {
    title: "X 線",
    map_cell: |layer, map, row, column| {
        format!("{layer} の {} 枚目・{} 行 {} 列", map + 1, row + 1, column + 1)
    },
    only_map_cell: |layer, row, column| format!("{layer}・{} 行 {} 列", row + 1, column + 1),
    vector_cell: |place| format!("ベクトルの {} 番目", place + 1),
    output_cell: |output| format!("出力 {output}"),
    the_output: "出力",
    to_pin: "クリックで固定",
    let_go: "固定を外す (Esc)",
    layer_back: "1 層前の、いちばん効いているマスへ",
    layer_on: "1 層先の、この値を使うマスへ",
    map_numbers: "マップ全体を数値で見る。層の値の分布も出ます",
    map: |map| format!("{} 枚目", map + 1),
    weights: "重み",
    weight_hint: "クリックで 0.25 上げる、Shift+クリックで下げる、ホイールで動かす、F2 や数字で打ち込む",
    each_map: "マップごとの和",
    largest: "主な項",
    winner: "4 つのうちの最大",
    mean: "4 つの平均",
    goes_on: "4 つの最大なので先へ進みます",
    stays_behind: "4 つの最大ではありません",
    quarter_goes_on: "4 分の 1 が先へ進みます",
    is_dropped: "余った行・列なので捨てられます",
    drops: |before, after| {
        format!("{before}×{before} → {after}×{after}：余った最後の行と列は捨てられます")
    },
    not_pooled: "プーリングなし：同じ値のまま",
    to_each_output: "各出力に足される量 w·x",
    pixel: |grey, value| format!("明るさ 255 段階の {grey} を {value} として読みます"),
    loss_share: |formula, share, loss| format!("損失 {loss} のうち {formula} <b>{share}</b>"),
    no_truth: "正解を選ぶと、この出力が損失にどれだけ入るかが出ます。",
    difference: "差分",
    difference_hint: "最後に重みを変えて何が変わったかを、各マップに示す：いま − 前",
    difference_on: "各マップは、最後に重みを変える前との差 (いま − 前) を示しています。橙は増えたマス、青は減ったマスです。",
    nothing_changed: "重みを変えると、各マップのどのマスがどれだけ変わったかが出ます。",
    see_before: "前を見る",
    see_before_hint: "押しているあいだ (B キーでも)、最後に重みを変える前のネットワークを見る",
    slide: "窓をすべらせる",
    slide_play: "窓をマップの端から端まですべらせる",
    slide_hold: "窓をここで止める",
    slide_back: "1 マス戻す",
    slide_on: "1 マス進める",
    slide_place: "窓の位置",
    slide_speed: "1 秒に進むマスの数",
};
