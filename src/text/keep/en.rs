//! In English.

use super::KeepText;

pub static TEXT: KeepText = KeepText {
    other_work: "This browser holds other work than you see here: another tab of this page has changed the drawing or the network since. Which one is to be kept? The other one is set aside, not deleted.",
    take_over: "Take the other work over",
    take_over_hint: "Shows the other tab's work here. Yours is set aside, and undo brings it back",
    keep_this: "Keep what is here",
    keep_this_hint: "Keeps what you see here. The other tab's work is set aside",

    lab_refused: "The browser does not hand out, or does not take, what is to be kept. Nothing is overwritten, and the page goes on trying. Until that succeeds, drawing and kernels last until you leave.",
    own_not_read: "The drawings you kept cannot be read just now: the browser's database does not open. They are not lost: nothing is written over them, and the page goes on trying.",
    own_not_written: "Your latest drawings are not kept yet: the browser's database does not take them. The page goes on trying; to be safe, save them as a file before you leave.",
    snapshots_not_read: "The snapshots you kept cannot be read just now: the browser's database does not open. They are not lost: nothing is written over them, and the page goes on trying.",
    snapshots_not_written: "Your latest snapshots are not kept yet: the browser's database does not take them. The page goes on trying; leave it open until it says that it has succeeded.",
    own_read_again: "The drawings you kept could be read after all.",
    own_written_again: "Your drawings are kept again.",
    snapshots_read_again: "The snapshots you kept could be read after all.",
    snapshots_written_again: "Your snapshots are kept again.",

    title: "What is kept",
    help: &[
        "Drawing, network, your own drawings and snapshots stay in this browser, on this device; nothing is sent anywhere. They are here again at your next visit.",
        "But a browser may forget them: Safari after seven days without a visit, others when the disk is full, all of them when you clear the site's data or close a private window.",
        "What you want to have for longer, keep as a file: under “Yours” in the learning panel, “Save as a file” writes your drawings. Opening that file on this page brings them back.",
    ],
    aside: "Set aside since, and not deleted: what could not be read, and the work you did not choose when two tabs differed.",
    aside_lab: "Drawing and network",
    aside_own: "Your own drawings",
    aside_snapshots: "Snapshots",
    aside_item: |what, time| format!("{what}, {time} UTC"),
    aside_save: "Save as a file",
};
