//! 日本語。

use super::CompareText;

pub static TEXT: CompareText = CompareText {
    button: "A / B",
    button_hint: "ネットワークのスナップショットを残し、いまと比べる。何が、どこで、どれだけ変わったかが出ます",
    title: "比べる：A はいま、B は選んだもの",
    name: "スナップショットの名前",
    default_name: |number, network| format!("{number}・{network}"),
    take: "いまを残す",
    take_hint: "いまのネットワークを、この名前で残す",
    full: |most| format!("残せるのは {most} 個までです。どれかを消すと、また残せます。"),
    compared_with: "B：いまと比べる相手",
    before: "最後に変える前",
    compare_hint: "これと比べる。マップの差分、B キー、変化の表がこれとの比較になります",
    other_architecture: "構造が別",
    bring_back: "戻す",
    bring_back_hint: "このネットワークに戻す (「元に戻す」で取り消せます)",
    delete: "消す（「元に戻す」で取り消せます）",
    nothing: "重みを変えると、何が、どこで、どれだけ変わったかがここに出ます。先に「いまを残す」を押しておけば、その時点と比べられます。",
    not_alike: "構造が別なので、対応するマップがありません。答えは比べられます。「戻す」とそのネットワークを見られます。",
    answer: "答え",
    largest: "最大の Δw",
    largest_hint: "このカーネルを表示",
    mean: "平均 |Δw|",
    maps: "マップの平均 |Δ|",
    maps_hint: "いちばん変わったマスの計算を見る",
    difference: |name| {
        format!("各マップは、いま −「{name}」。橙は増えたマス、青は減ったマスです。")
    },
    no_difference: |name| format!("「{name}」は構造が別なので、マップどうしは比べられません。"),
    not_kept: "このブラウザーにはスナップショットを保存する場所がありません。ページを離れると消えます。",
    unreadable: "前回のスナップショットを読み込めませんでした。元のテキストは残っています：",
};
