//! 日本語。

use std::cmp::Ordering;

use super::{Language, PresetText, Text};

pub static TEXT: Text = Text {
    language: Language::Japanese,
    title: "一筆 Hitofude：数字を描き、カーネルを触り、ネットワークの見ているものを見る",

    network: "ネットワーク",
    network_first: "はじめのネットワーク：カーネル 5 枚",
    network_notebook: "ノートブック：1 チャンネル「5 か？」",
    network_five_channel: "5 チャンネル：数字 0〜9",
    network_is_five: "「5 か？」5 チャンネル・学習済み",
    network_is_five_single: "「5 か？」1 チャンネル・学習済み",
    network_digits: "手書き数字を読む 0〜9",
    network_untrained: "未学習：8・16・40 チャンネル",
    network_wide: "16・32・64 チャンネル：ReLU",
    custom_network: "自分で設計したもの",
    architecture: "設計…",
    architecture_hint: "段数・チャンネル数・カーネルの大きさ・活性化関数・プーリング・出力を変える",
    activation: "活性化関数",
    activation_hint: "すべての活性化関数を切ると、値が暴れだすのが見えます",
    activations_off: "活性化関数を切っています。抑えるものがないので、値は層を重ねるごとに大きくなります。マップの下の数値を見てください。",
    undo: "元に戻す",
    undo_hint: "元に戻す (Ctrl+Z)",
    redo: "やり直す",
    redo_hint: "やり直す (Ctrl+Shift+Z)",
    help: "できること",
    theme: "明るい／暗い",
    other_language: "Show in English",
    close: "閉じる",

    draw: "数字を描く",
    draw_hint: "",
    pad: "描画パッド",
    pad_keys: "矢印キーでペンが動き、Shift を押すとゆっくり動きます。スペースでペンを下ろし、もう一度で上げます。E でペンと消しゴムを切り替え、Delete ですべて消します。",
    eraser: "消しゴム",
    eraser_hint: "消しゴムで描く (パッド上で E。右ボタンでも消せます)",
    brush: "線の太さ ( [ と ] )",
    clear: "消去",
    clear_hint: "すべて消す (パッド上で Delete)",
    open: "画像を開く",
    open_hint: "画像を開く：大きさは問いません。ドロップや貼り付けもできます",
    samples: "お手本の数字",
    sample: |digit| format!("手書きの {digit}。もう一度押すと別の人の字になります。"),

    received: "ネットワークに入る画像",
    as_drawn: "描いたまま",
    prepared: "整えたあと",
    centre: "中央に寄せる",
    centre_hint: "20×20 画素に収め、重心を中央に置く (MNIST と同じ作り方)",
    erode: "収縮 3×3",
    erode_hint: "線を細くする：各画素を周囲 3×3 の最小値にする (erode)",
    unit_scale: "0〜1",
    unit_scale_hint: "オン：画素を 0〜1 で入力。オフ：0〜255 のまま入力し、シグモイドが飽和する",
    numbers: "数値を見る",
    numbers_hint: "画像を 784 個の数値として見る",
    numbers_title: "ネットワークが読む画像：28×28 個の数値",

    pipeline: "パイプライン",
    legend_low_high: "小 → 大",
    legend_signed: "− 0 +",
    input: "入力",
    kernels: "カーネル",
    vector: "ベクトル",
    linear: "Linear",
    stage: |number| format!("第 {number} 段"),
    map_of: |layer, channel| format!("{layer} の {} 枚目", channel + 1),
    kernel_of: |stage, input, output| {
        format!("Conv {stage} のカーネル：{} 枚目から {} 枚目へ", input + 1, output + 1)
    },
    linear_weights: |output, channel| {
        format!("出力 {output} の重みのうち {} 枚目の分", channel + 1)
    },

    is_it_a_five: "「5」ですか？",
    which_digit: "どの数字ですか？",
    five: "5 です",
    not_five: "5 ではない",
    draw_something: "まだ何も描かれていません。",
    output_hint: |output| format!("出力 {output} の重みを見る"),
    truth: "正解",
    loss: "損失",
    loss_hint: "答えが正解からどれだけ離れているか",
    loss_squared: "二乗誤差",
    loss_cross_entropy: "交差エントロピー",
    squared_error: |prediction, truth, loss| format!("({prediction} − {truth})² = {loss}"),

    kernel_title: |stage| format!("Conv {stage} のカーネル"),
    from_map: "入力",
    to_map: "出力",
    to_output: "出力",
    previous: |what| format!("前の{what}"),
    next: |what| format!("次の{what}"),
    bias: "バイアス",
    value: "選んだマスの値",
    value_hint: "数を入力して Enter",
    raise: "0.25 上げる",
    lower: "0.25 下げる",
    kernel_cell: |row, column, value| format!("{} 行 {} 列：{value}", row + 1, column + 1),
    linear_cell: |index, value| format!("ベクトルの {} 番目への重み：{value}", index + 1),
    cell_hint: "クリックで上げる、Shift+クリックで下げる、ドラッグやホイールで動かす、数を打ち込む",
    weight_clamped: |typed, limit| {
        format!("「{typed}」は ±{limit} を超えるため、範囲内のいちばん近い値にしました。")
    },
    not_a_number: |typed, example| {
        format!(
            "{example} のような数を入れてください。「{typed}」は数として読めません。値はそのままです。"
        )
    },
    not_finite: |typed, limit| {
        format!(
            "−{limit} から {limit} までの有限の数を入れてください。「{typed}」は有限の数ではありません。値はそのままです。"
        )
    },
    ambiguous_number: |typed| {
        format!(
            "「{typed}」の「,」は桁の区切りか小数点か区別できません。区切りなしで入れるか、小数点に「.」を使ってください。値はそのままです。"
        )
    },
    not_whole: |typed| {
        format!("整数を入れてください。「{typed}」は整数ではありません。値はそのままです。")
    },
    out_of_range: |typed, low, high| {
        format!(
            "{low} から {high} までの数を入れてください。「{typed}」は範囲の外です。値はそのままです。"
        )
    },
    presets: "名前のあるカーネル",
    preset: PresetText {
        vertical: ("│ 縦", "縦線を見つける"),
        horizontal: ("─ 横", "横線を見つける"),
        diagonal_down: ("╲", "右下がりの斜線を見つける"),
        diagonal_up: ("╱", "右上がりの斜線を見つける"),
        notebook_vertical: ("教材 │", "教材の最初の重み：縦 1 列だけが 1"),
        notebook_diagonal: ("教材 ╱", "教材の 2 番目の重み：右上がりの対角線だけが 1"),
        blur: ("ぼかし", "まわりとの平均をとる"),
        sharpen: ("鮮鋭化", "まわりより自分を際立たせる"),
        edge: ("輪郭", "まわりと違うところを見つける"),
        sobel_x: ("Sobel 横", "左より右が明るいところを見つける"),
        sobel_y: ("Sobel 縦", "上より下が明るいところを見つける"),
        laplacian: ("ラプラス", "2 階微分：上下左右と中心との差"),
        centre_surround: ("点", "まわりが暗く中心が明るい点を見つける"),
        identity: ("そのまま", "マップをそのまま写す"),
    },
    rotate: "90 度回す",
    mirror_horizontal: "左右を入れ替える",
    mirror_vertical: "上下を入れ替える",
    negate: "符号を反転 (w → −w)",
    normalise: "正規化 (w − 平均) / 標準偏差",
    zero: "すべて 0 にする",
    scope: "どこまで変えるか",
    scope_this_kernel: "このカーネル",
    scope_this_map: "このマップに入る全部",
    scope_this_stage: "この段の全部",
    scope_this_piece: "このマップの分",
    scope_this_output: "この出力の全部",
    scope_this_layer: "この層の全部",
    random: "乱数",
    random_hint: "乱数で重みを作り直す。種はひとつ進みます",
    random_range: "乱数の範囲",
    range_scaled: "√(2/n)·randn (He)",
    seed: "種",
    linear_title: "全結合 (Linear) 層",
    linear_of: |output| format!("出力 {output} の重み"),
    inner_product: |logit, activation, output| {
        let sum = format!("内積 Σw·x = {logit}");
        if activation.is_empty() { sum } else { format!("{sum} → {activation} → {output}") }
    },

    browser: &super::browser::ja::TEXT,
    compare: &super::compare::ja::TEXT,
    first: &super::first::ja::TEXT,
    opening: &super::open::ja::TEXT,
    data: &super::data::ja::TEXT,
    keep: &super::keep::ja::TEXT,
    learn: &super::learn::ja::TEXT,
    look: &super::look::ja::TEXT,
    xray: &super::xray::ja::TEXT,
    probe: &super::probe::ja::TEXT,
    step_group: "この絵で 1 歩だけ学習する",
    step_size: "1 歩 ×",
    step_size_hint: "1 歩の大きさ：学習率",
    step_cell: "マス",
    step_cell_hint: "1 歩進める：選んだ重みだけ (重みの上で G)",
    step_kernel: "カーネル",
    step_kernel_hint: "1 歩進める：このカーネルの重みすべて",
    step_all: "全部",
    step_all_hint: "1 歩進める：ネットワークの重みすべて",
    step_marks: "マスの ▲ ▼：1 歩でどちらへどれだけ動くか",
    step_impossible: "絵を描いて正解を選ぶと、減らすべき損失が決まります。",
    step_words: |way, amount| match way {
        Ordering::Greater => format!("1 歩で {amount} 上がります"),
        Ordering::Less => format!("1 歩で {amount} 下がります"),
        Ordering::Equal => "1 歩では動きません".to_string(),
    },
    step_verdict: |change| match change {
        Ordering::Less => "減った",
        Ordering::Equal => "変わらず",
        Ordering::Greater => "増えた：行きすぎ",
    },
    gradients: "勾配",
    gradients_hint: "各マップに ∂損失/∂マス を、パッドにはインクを増減すると損失が減る場所を示す",
    gradients_on: "各マップは ∂損失/∂マス を示しています。橙のマスは値を上げると損失が増え、青のマスは減ります。パッドの ＋ はインクを足すと、− は引くと損失が減る場所です。",
    legend_gradient: "∂損失/∂マス：− 0 +",
    dream: "ネットワークの好みの画像",
    dream_hint: "学習の逆さま：重みは動かさず、損失が減るほうへ画素を動かします",
    dream_toward: "目標",
    dream_start: "始める",
    dream_stop: "止める (Esc)",
    dream_step: "少し進める",
    dream_keep: "これにする",
    dream_keep_hint: "この画像をパッドに載せます。ネットワークがこのままの画像を見るよう、「中央に寄せる」と「収縮」は切ります。",
    dream_drop: "絵に戻る",
    dream_drop_hint: "この画像を捨て、ネットワークにまた絵を見せる",

    architecture_title: "ネットワークを設計する",
    architecture_lead: "変更はすぐに反映され、元に戻すこともできます。形の変わらない層の重みはそのまま残ります。",
    channels: "チャンネル",
    kernel: "カーネル",
    activation_function: "活性化関数",
    pooling: "プーリング 2×2",
    size: "マップの一辺",
    add_stage: "＋ 段を増やす",
    remove_stage: |number| format!("第 {number} 段を取り除く"),
    outputs: "出力",
    outputs_one: "1 個：「5」か？",
    outputs_ten: "10 個：数字ごとに 1 個",
    output_activation: "出力の活性化関数",
    none: "なし",
    max_pooling: "最大",
    average_pooling: "平均",
    architecture_sum: |vector, weights| {
        format!("ベクトルは {vector} 個の値、重みは全部で {weights} 個です。")
    },
    too_many_stages: |found| format!("段数は 1〜4 です。いまは {found} 段あります。"),
    impossible_channels: |stage, found| {
        format!("第 {stage} 段：チャンネル数は 1〜64 です。いまは {found} です。")
    },
    impossible_kernel: |stage, found| {
        format!("第 {stage} 段：カーネルは 1×1 〜 7×7 です。いまは {found}×{found} です。")
    },
    kernel_too_large: |stage, kernel, map| {
        format!(
            "第 {stage} 段：{kernel}×{kernel} のカーネルは {map}×{map} のマップに収まりません。"
        )
    },
    nothing_left_to_pool: |stage, map| {
        format!("第 {stage} 段：{map}×{map} のマップを 2×2 でプーリングすると何も残りません。")
    },
    impossible_outputs: |found| format!("出力は 1 個か 10 個です。いまは {found} 個です。"),
    network_stays: "直るまで、ネットワークは元のままです。",

    help_lead: "描けば、すべての画像がペンについてきます。カーネルのマスをクリックすれば、そのマップと、それより後ろのマップと、答えがその場で変わります。",
    help_keys: &[
        (
            "パッドの上で",
            &[
                ("ドラッグ", "描く。右ボタンやペンの反対側では消す"),
                ("← → ↑ ↓", "キーボードのペンを動かす (Shift で細かく)"),
                ("スペース", "ペンを下ろす・上げる"),
                ("E", "ペンと消しゴムの切り替え"),
                ("[ ]", "細く、太く"),
                ("Delete", "すべて消す"),
            ],
        ),
        (
            "重みのマスの上で",
            &[
                ("クリック", "0.25 上げる"),
                ("Shift+クリック", "下げる (右クリックや長押しでも)"),
                ("Enter", "上げる。Shift で下げる"),
                ("ホイール", "動かす (Shift で細かく)"),
                ("ドラッグ", "上下に動かす (Shift で細かく)。指ではページが動きます"),
                ("0–9 −", "値を打ち込む。Enter で決定、Escape でやめる"),
                ("F2", "いまの値を書き直す"),
                ("← → ↑ ↓", "別のマスへ"),
                ("Home End", "行の先頭へ、末尾へ"),
                ("PageUp PageDown", "上げる・下げる"),
                ("Delete", "0 にする"),
                ("G", "この絵で勾配降下を 1 歩進める"),
                ("X線", "そこに出ている重みにも、矢印と G のほかは同じ操作ができます"),
            ],
        ),
        (
            "マップの上で",
            &[
                ("指す", "その数の計算を見る"),
                ("クリック", "固定する。もう一度で外す"),
                ("← → ↑ ↓", "別のマスへ"),
                ("Enter", "固定する"),
                (
                    "切ってみる",
                    "これがオンのあいだ、クリックや Enter でマップやカーネルを切る・戻す",
                ),
            ],
        ),
        (
            "⊞ カーネルの表の上で",
            &[
                ("← → ↑ ↓", "別のカーネルへ"),
                ("Home End", "行の先頭へ、末尾へ"),
                ("Enter", "編集する"),
                ("Escape", "閉じる"),
            ],
        ),
        (
            "小片があるとき、「整えたあと」の画像の上で",
            &[("指す", "小片を動かす"), ("← → ↑ ↓", "同じ")],
        ),
        (
            "どこでも",
            &[
                ("Escape", "固定を外す、動いているものを止める"),
                (
                    "B",
                    "押しているあいだ、最後に重みを変える前のネットワークか、A / B で選んだスナップショットを見る",
                ),
                ("A/B", "上のボタン：ネットワークを残し、そこから何が変わったかを見る"),
                ("5×5", "カーネルの名前の横：カーネルが画像の上をすべる様子を試す"),
                ("Ctrl+Z", "元に戻す"),
                ("Ctrl+Shift+Z", "やり直す (Ctrl+Y でも)"),
                ("Ctrl+V", "画像をパッドに貼り付ける"),
                ("⌘", "Mac では Ctrl の代わり"),
            ],
        ),
    ],

    stored_state_unreadable: "前回の内容を読み込めませんでした。Hitofude のラボのデータではないものが保存されていたため、最初の状態から始めています。元のテキストは残っています：",
    kept_newer: "保存されていたのは、このページの新しいバージョンのデータです。このバージョンで読める分だけを表示しています。念のため、元のデータを手元に残しておいてください：",
    download_unreadable: "ダウンロード",
    storage_unavailable: "このブラウザーでは内容を保存できません。操作はすべてできますが、再読み込みすると絵とカーネルは消えます。",
    storage_full: "ブラウザーの保存領域がいっぱいで、最近の変更を保存できません。それまでに保存した分は残っています。",
    not_a_picture: |name, kind| {
        format!(
            "「{name}」を開けませんでした。画像 (PNG、JPEG、WebP など) が必要ですが、これは{kind}です。パッドはそのままです。"
        )
    },
    unknown_kind: "種類のわからないファイル",
    empty_picture: |name| format!("「{name}」には画素がありません。パッドはそのままです。"),
    one_picture_at_a_time: |found| {
        format!("{found} 個のファイルのうち、最初の画像だけをパッドに載せました。")
    },
};
