//! The pad: where the digit is drawn, by mouse, finger, pen or keyboard.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::saliency::Saliency;
use crate::digits::{Area, DrawingHand, Ink, LetGo, PenDown, PenPoint, Piece, Pointer, Tool};
use crate::lab::Action;
use crate::paint;
use crate::view::kit::keyboard;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::live::{Follower, Frame, Live};
use crate::web::pointer;
use crate::web::surface::Surface;

const PAPER: [u8; 3] = [17, 17, 17];
const INK: [u8; 3] = [255, 255, 255];

/// How far one arrow key moves the keyboard's pen: one pixel of the network's image.
const KEY_STEP: f32 = 1.0 / 28.0;

#[derive(Properties, PartialEq)]
pub struct PadProps {
    /// What pen and finger do.
    pub tool: Tool,
    /// The line's width, in parts of the pad's side.
    pub brush: f32,
    /// Whether nothing is drawn.
    pub empty: bool,
}

/// What the pad is doing, outside of Yew's state: it changes at the pen's speed.
struct PadHand {
    tool: Tool,
    brush: f32,
    drawing: DrawingHand,
    cursor: PenPoint,
}

#[component]
pub fn Pad(props: &PadProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let (canvas, cursor) = (use_node_ref(), use_node_ref());
    let hand = use_mut_ref(|| PadHand {
        tool: props.tool,
        brush: props.brush,
        drawing: DrawingHand::default(),
        cursor: PenPoint { x: 0.5, y: 0.3, pressure: 0.5 },
    });
    {
        let mut hand = hand.borrow_mut();
        (hand.tool, hand.brush) = (props.tool, props.brush);
    }
    {
        let (canvas, hand, shared) = (canvas.clone(), hand.clone(), shared.clone());
        use_effect_with((), move |()| {
            let attached = canvas.cast::<HtmlCanvasElement>().map(|canvas| {
                let attachment =
                    Surface::of(&canvas).map(|surface| shared.live.attach(PadFollower { surface }));
                (attachment, listen(PadListener { canvas, hand, shared }))
            });
            move || drop(attached)
        });
    }
    let onkeydown = {
        let (hand, cursor, shared) = (hand.clone(), cursor.clone(), shared.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(action) = press(&hand, &event, &shared.live) {
                if let Some(action) = action {
                    shared.dispatch.dispatch(action);
                }
                event.prevent_default();
                event.stop_propagation();
            }
            place(&cursor, &hand);
        })
    };
    let onblur = {
        let (hand, cursor, dispatch) = (hand.clone(), cursor.clone(), shared.dispatch.clone());
        Callback::from(move |_| {
            let stroke = hand.borrow_mut().drawing.key_up();
            if let Some(stroke) = stroke {
                dispatch.dispatch(Action::AddStroke(stroke));
            }
            place(&cursor, &hand);
        })
    };
    let onfocus = {
        let (hand, cursor) = (hand.clone(), cursor.clone());
        Callback::from(move |_| place(&cursor, &hand))
    };
    let side = Ink::SIDE.to_string();
    let erasing = props.tool == Tool::Eraser;
    html! {
        <div class={classes!("pad", erasing.then_some("erasing"))}>
            <canvas ref={canvas} data-testid="pad" width={side.clone()} height={side} tabindex="0"
                role="application" aria-label={text.pad} aria-describedby="pad-keys"
                {onkeydown} {onblur} {onfocus} />
            <span ref={cursor} class="cursor" aria-hidden="true" />
            if props.empty {
                <span class="draw-here" aria-hidden="true">{ text.first.draw_here }</span>
            }
            <Saliency hand={false} />
            <span class="pixel-trace" aria-hidden="true"><i data-testid="pixel-trace" /></span>
            <span id="pad-keys" class="unseen">{ text.pad_keys }</span>
        </div>
    }
}

/// Whoever listens on the canvas. The hand is asked in one line and let go of before the browser, or anybody else, is
/// called.
struct PadListener {
    canvas: HtmlCanvasElement,
    hand: Rc<RefCell<PadHand>>,
    shared: Shared,
}

/// Pointer events straight from the canvas: they come too often for the virtual DOM.
fn listen(listener: PadListener) -> [EventListener; 6] {
    let listener = Rc::new(listener);
    let on = |name: &'static str, handle: fn(&PadListener, &PointerEvent)| {
        let listening = Rc::clone(&listener);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&listener.canvas, name, options, move |event| {
            handle(&listening, event.unchecked_ref());
        })
    };
    [
        on("pointerdown", PadListener::down),
        on("pointermove", PadListener::go),
        on("pointerup", PadListener::up),
        on("pointercancel", PadListener::cancel),
        on("lostpointercapture", PadListener::up),
        on("contextmenu", |_, event| event.prevent_default()),
    ]
}

impl PadListener {
    fn down(&self, event: &PointerEvent) {
        let live = &self.shared.live;
        // The focus comes with an event of its own, which looks at the hand too.
        let _ = self.canvas.focus();
        let button = event.button();
        let points = pointer::points(event, &self.canvas, None);
        let who = pointer::of(event);
        let touched = self.hand.borrow_mut().touch(who, button, points[0]);
        if touched.takes_back {
            live.take_back();
        }
        let Some(dot) = touched.dot else { return };
        event.prevent_default();
        pointer::capture(event, &self.canvas);
        live.pen(dot);
        let pieces = self.hand.borrow_mut().drawing.go(who, points.into_iter().skip(1));
        pieces.into_iter().for_each(|piece| live.pen(piece));
    }

    fn go(&self, event: &PointerEvent) {
        let live = &self.shared.live;
        let who = pointer::of(event);
        let takes_back = self.hand.borrow_mut().drawing.over(who);
        if takes_back {
            live.take_back();
        }
        let before = self.hand.borrow().drawing.at(who);
        if before.is_none() {
            return;
        }
        if pointer::slipped_away(event, &self.canvas) {
            let gone = self.hand.borrow_mut().drawing.up(who);
            return self.let_go(gone);
        }
        let points = pointer::points(event, &self.canvas, before);
        let pieces = self.hand.borrow_mut().drawing.go(who, points);
        pieces.into_iter().for_each(|piece| live.pen(piece));
    }

    fn up(&self, event: &PointerEvent) {
        let who = pointer::of(event);
        let gone = self.hand.borrow_mut().drawing.up(who);
        self.let_go(gone);
    }

    fn cancel(&self, event: &PointerEvent) {
        let who = pointer::of(event);
        let gone = self.hand.borrow_mut().drawing.cancel(who);
        self.let_go(gone);
    }

    fn let_go(&self, gone: LetGo) {
        match gone {
            LetGo::Done(stroke) => self.shared.dispatch.dispatch(Action::AddStroke(stroke)),
            LetGo::TakesBack => self.shared.live.take_back(),
            LetGo::Nothing => {}
        }
    }
}

impl PadHand {
    /// A pointer touches the pad with one of its buttons.
    fn touch(&mut self, who: Pointer, button: i16, point: PenPoint) -> PenDown {
        // The pen's other end, and the mouse's right button, erase.
        let tool = match button {
            0 => self.tool,
            2 | 5 => Tool::Eraser,
            _ => return PenDown::default(),
        };
        self.drawing.down(who, tool, self.brush, point)
    }

    /// What a key does on the pad, and what that draws: `None` where it does nothing.
    fn press(&mut self, key: &str, step: f32) -> Option<Pressed> {
        let mut pressed = Pressed::default();
        let (dx, dy) = match key {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            " " | "Enter" => {
                pressed.action = self.drawing.key_up().map(Action::AddStroke);
                if pressed.action.is_none() {
                    let dot = self.drawing.key_down(self.tool, self.brush, self.cursor);
                    pressed.pieces.extend(dot);
                }
                return Some(pressed);
            }
            "Escape" => {
                pressed.action = Some(Action::AddStroke(self.drawing.key_up()?));
                return Some(pressed);
            }
            "Delete" | "Backspace" => {
                pressed.action = Some(Action::Clear);
                return Some(pressed);
            }
            "e" | "E" => {
                let other = if self.tool == Tool::Pen { Tool::Eraser } else { Tool::Pen };
                pressed.action = Some(Action::SetTool(other));
                return Some(pressed);
            }
            _ => return None,
        };
        self.cursor.x = (self.cursor.x + dx).clamp(0.0, 1.0);
        self.cursor.y = (self.cursor.y + dy).clamp(0.0, 1.0);
        pressed.pieces = self.drawing.key_go(self.cursor);
        Some(pressed)
    }
}

/// What comes of a key.
#[derive(Default)]
struct Pressed {
    pieces: Vec<Piece>,
    action: Option<Action>,
}

/// What a key does on the pad: `None` where it does nothing, else perhaps an action.
fn press(hand: &RefCell<PadHand>, event: &KeyboardEvent, live: &Live) -> Option<Option<Action>> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let step = if event.shift_key() { KEY_STEP / 4.0 } else { KEY_STEP };
    // E lies where it is on any keyboard.
    let key = keyboard::key(event);
    let key = if key.letter() == Some('e') { "e".to_owned() } else { key.key };
    let Pressed { pieces, action } = hand.borrow_mut().press(&key, step)?;
    pieces.into_iter().for_each(|piece| live.pen(piece));
    Some(action)
}

/// Puts the keyboard's pen where it is.
fn place(cursor: &NodeRef, hand: &RefCell<PadHand>) {
    let Some(cursor) = cursor.cast::<HtmlElement>() else { return };
    let (at, brush, down) = {
        let hand = hand.borrow();
        (hand.cursor, hand.brush, hand.drawing.keyboard_draws())
    };
    let style = cursor.style();
    // Constant property names are valid.
    let _ = style.set_property("left", &format!("{}%", at.x * 100.0));
    let _ = style.set_property("top", &format!("{}%", at.y * 100.0));
    let _ = style.set_property("width", &format!("{}%", brush * 100.0));
    let _ = cursor.class_list().toggle_with_force("down", down);
}

struct PadFollower {
    surface: Surface,
}

impl Follower for PadFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let whole = Area { x0: 0, y0: 0, x1: Ink::SIDE, y1: Ink::SIDE };
        let area = if frame.all { Some(whole) } else { frame.changes.ink };
        let Some(area) = area else { return };
        let cells = frame.scene.ink().cells();
        frame.pixels.paint_rows(&self.surface, area, |rgba| {
            let cells = &cells[area.y0 * Ink::SIDE..area.y1 * Ink::SIDE];
            paint::paint_ink(
                cells,
                Ink::SIDE,
                0..Ink::SIDE,
                0..area.y1 - area.y0,
                [PAPER, INK],
                rgba,
            );
        });
    }
}
