//! 日本語。

use super::LearnText;

pub static TEXT: LearnText = LearnText {
    title: "学習",
    play: "学習",
    play_hint: "データから学習する：バッチごとに、すべての重みを少しずつ調整します",
    pause: "停止",
    pause_hint: "いまのバッチが終わったら一時停止する",
    one_batch: "1 バッチだけ学習する",
    one_epoch: "1 エポック (データ 1 周分) だけ学習する",
    reset: "学習する前の重みに戻す",
    show: "設定・グラフ・まちがいを開く",
    hide: "設定・グラフ・まちがいを閉じる",
    data: "何から学ぶか",
    data_generated: "生成した数字",
    data_own: "自分で描いた数字",
    data_mnist: "MNIST",

    status: "学習のようす",
    images: "枚",
    epochs: "エポック",
    loss: "損失",
    accuracy: "正解率",
    accuracy_hint: "学習に使わないテスト画像での正解の割合",
    rate: "枚/秒",
    idle: "まだ学習していません",
    loading: "データを準備しています",
    running: "学習中",
    paused: "一時停止中",
    failed: "止まりました",

    settings: "設定",
    rule: "手法",
    rule_hint: "勾配からどのように重みを動かすか",
    rule_sgd: "SGD",
    rule_momentum: "モメンタム",
    rule_adam: "Adam",
    schedule: "率の変化",
    schedule_hint: "学習率をそのまま保つか、少しずつ下げるか (画像 60,000 枚で半分になります)",
    schedule_constant: "一定",
    schedule_falling: "減衰",
    learning_rate: "学習率",
    learning_rate_hint: "1 歩の大きさ。大きすぎると損失が発散します",
    batch: "バッチ",
    batch_hint: "何枚ごとに重みを動かすか",
    decay: "重み減衰",
    decay_hint: "1 歩ごとに重みを 0 へ引き戻す強さ",
    seed: "種",
    seed_hint: "画像の順番を決める数。同じ重みから同じ種で始めれば、同じ重みになります",
    not_a_number: |typed| {
        format!("数を入れてください。「{typed}」は数として読めません。設定はそのままです。")
    },
    not_whole: |typed| {
        format!("整数を入れてください。「{typed}」は整数ではありません。設定はそのままです。")
    },
    out_of_range: |typed, low, high| {
        format!(
            "{low} から {high} までの数を入れてください。「{typed}」は範囲の外です。設定はそのままです。"
        )
    },

    loss_curve: "損失",
    accuracy_curve: "正解率",
    training: "訓練",
    test: "テスト",
    nothing_yet: "▶ で始まります",

    results: "テストの結果",
    wrong: "まちがえた数字",
    nothing_wrong: "テスト画像にすべて正しく答えました。",
    not_tested_yet: "まちがえた画像がここに並びます。",
    load_wrong: "押すとパッドに載ります。",
    wrong_image: |truth, said| format!("正解は {truth}、ネットワークの答えは {said}。"),
    confusion: "混同行列",
    confusion_axes: "行：正解、列：ネットワークの答え",
    confusion_cell: |truth, said, count, all| {
        format!("正解 {truth}、答え {said}：{all} 枚中 {count} 枚")
    },
    not_five: "5 以外",

    diverged: "損失が無限大になったため、学習を止めました。たいていは学習率が大きすぎます。10 分の 1 にしてみてください。",
    take_good: "直前の重みに戻す",
    no_workers: "このブラウザーではバックグラウンド処理 (ワーカー) を始められないため、学習できません。ほかの機能はすべて使えます。",
    silent: "バックグラウンド処理 (ワーカー) が応答しなくなり、代わりのものも応答しません。学習を止めました。重みは残っています。▶ でもう一度試せます。",
    no_mnist: "MNIST のファイルがまだありません。4 つのファイル (train-images、train-labels、t10k-images、t10k-labels。.gz のままでも可) をまとめてこのページにドロップするか、ページを置いた場所の data/ に入れてください。",
    no_images: "学習する画像がありません。まず自分の絵に正解をつけてください。",
    replaced: "バックグラウンド処理 (ワーカー) が 1 つ止まったので、入れ替えました。失われたものはありません。",
};
