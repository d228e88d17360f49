//! 日本語。

use super::LookText;

pub static TEXT: LookText = LookText {
    display: "表示",
    display_hint: "マップの色・範囲・RGB",
    colours: "色",
    colours_hint: "カーネル・勾配・差分はいつも 0 が中心です (青は負、橙は正)",
    colour_names: ["viridis", "magma", "グレー", "0 を中心に", "viridis (Conv も)"],
    range: "範囲",
    range_hint: "いくつからいくつまでに色をつけるか",
    range_names: ["マップごと", "層ごと", "固定"],
    ends: ["下限", "上限"],
    no_range: |typed| {
        format!(
            "「{typed}」では範囲になりません。下限が上限より小さくなるように数を入れてください。範囲はそのままです。"
        )
    },
    legend: "マップの最小値から最大値まで",
    legend_kernels: "カーネルと、活性化関数の前のマップ：真ん中が 0",
    clipped: "両端の色は、範囲の外のマスです。それがあるマップには ▴ や ▾ がつきます",
    rgb: "RGB",
    rgb_hint: "各層のマップ 3 枚を赤・緑・青として 1 枚に重ねる",
    primaries: ["赤", "緑", "青"],
    flat: |name, share| {
        format!(
            "この層のマスの {share} で {name} の傾きがほぼ 0 (飽和) で、そこでは学習が進みません。"
        )
    },
    largest: |largest, times| match times {
        None => format!("絶対値の最大は {largest}。"),
        Some(times) => {
            format!("値が暴れています：絶対値の最大は {largest} で、入力画像の {times} 倍。")
        }
    },
    open_matrix: "この段のカーネルをすべて表で見る",
    matrix_title: |stage, inputs, outputs| {
        format!("Conv {stage} の全カーネル：入力 {inputs} × 出力 {outputs}")
    },
    matrix_axes: |from, to| {
        format!(
            "列 → は読む側 ({from} の何枚目)、行 ↓ は書く側 ({to} の何枚目) です。クリックすると編集できます。"
        )
    },
    largest_weight: |kernel, weight| format!("{kernel}。いちばん大きい重みは {weight}"),
    composite_of: |layer, [red, green, blue]| {
        format!("{layer}：赤 {} 枚目・緑 {} 枚目・青 {} 枚目", red + 1, green + 1, blue + 1)
    },
};
