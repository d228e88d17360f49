//! 日本語。

use super::ProbeText;

pub static TEXT: ProbeText = ProbeText {
    switch: "切ってみる",
    switch_hint: "マップやカーネルをクリックで切り、何の役に立っていたかを見る",
    switch_lead: "マップやカーネルをクリックすると切れ、もう一度で戻ります。Pool のマップの下の数は、それを切ると答えの値がどれだけ変わるかです。",
    switched: |count, was, is, before, now| {
        let reads =
            if was == is { format!("「{is}」のまま") } else { format!("いまは「{is}」") };
        format!("{count} 個を切っています。「{was}」の値 {before} → {now}、答えは{reads}。")
    },
    switched_blank: |count| format!("{count} 個を切っています。"),
    learns_whole: "学習は全部を入れたまま進みます。",
    all_on: "全部入れる",
    off: "切",
    this_kernel: "カーネル",
    this_kernel_hint: "オフ：このカーネルは 0 として扱われます。重みは残ります",
    this_map: "マップ",
    this_map_hint: "オフ：このマップをあとの層は読みません",
    flow: "流れ",
    flow_hint: "マップからマップへの線：足す分は実線、引く分は破線、太いほど大きい (マスの平均)。マスを固定すると、そのマスの和の内訳になります",
    counts_as_zeros: "切ってあるので 0 として扱われます",
    occlusion: "答えを決めている場所",
    occlusion_hint: "何もない小片で画像を少しずつ隠していきます。＋ は隠すと答えの値が下がる場所、− は上がる場所。「整えたあと」の画像を指せば、そこを自分で隠せます",
    occlusion_hand: "ネットワークに入る画像を隠す小片：矢印キーで動きます",
    occlusion_drop: "やめる",
    patch: "隠す大きさ",
    covered: |output, before, now, row, column| {
        format!("{} 行 {} 列を隠す：{output} の値 {before} → {now}", row + 1, column + 1)
    },
    most: |output, before, now, row, column| {
        format!(
            "最大は {} 行 {} 列：{output} の値 {before} → {now}。＋ は味方、− は邪魔",
            row + 1,
            column + 1
        )
    },
};
