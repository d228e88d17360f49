//! The pad: where the digit is drawn, by mouse, finger, pen or keyboard.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::live::{Follower, Frame, Live};
use super::part::{part, use_effect_with};
use super::saliency::Saliency;
use super::store::use_shared;
use crate::digits::{Area, Ink, PenPoint, Stroke, Tool};
use crate::lab::Action;
use crate::paint;
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
}

/// What the pad is doing, outside of Yew's state: it changes at the pen's speed.
struct Hand {
    tool: Tool,
    brush: f32,
    stroke: Option<(Holder, Stroke)>,
    cursor: PenPoint,
}

/// Who is drawing.
#[derive(Clone, Copy, PartialEq)]
enum Holder {
    Pointer(i32),
    Keyboard,
}

impl Hand {
    fn begin(&mut self, holder: Holder, tool: Tool, live: &Live, point: PenPoint) {
        self.stroke = Some((holder, Stroke { tool, width: self.brush, points: vec![point] }));
        live.pen(tool, self.brush, point, point);
    }

    fn extend(&mut self, holder: Holder, live: &Live, points: impl IntoIterator<Item = PenPoint>) {
        let Some((held, stroke)) = &mut self.stroke else { return };
        if *held != holder {
            return;
        }
        for point in points {
            if let Some(&last) = stroke.points.last() {
                live.pen(stroke.tool, stroke.width, last, point);
            }
            stroke.points.push(point);
        }
    }

    fn lift(&mut self, holder: Holder) -> Option<Stroke> {
        let held = self.stroke.as_ref().is_some_and(|(held, _)| *held == holder);
        held.then(|| self.stroke.take()).flatten().map(|(_, stroke)| stroke)
    }
}

#[component]
pub fn Pad(props: &PadProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let (canvas, cursor) = (use_node_ref(), use_node_ref());
    let hand = use_mut_ref(|| Hand {
        tool: props.tool,
        brush: props.brush,
        stroke: None,
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
                let dispatch = shared.dispatch.clone();
                let finish = move |stroke| dispatch.dispatch(Action::AddStroke(stroke));
                (attachment, listen(&canvas, &hand, &shared.live, finish))
            });
            move || drop(attached)
        });
    }
    let onkeydown = {
        let (hand, cursor, shared) = (hand.clone(), cursor.clone(), shared.clone());
        Callback::from(move |event: KeyboardEvent| {
            let pressed = press(&mut hand.borrow_mut(), &event, &shared.live);
            if let Some(action) = pressed {
                if let Some(action) = action {
                    shared.dispatch.dispatch(action);
                }
                event.prevent_default();
                event.stop_propagation();
            }
            place(&cursor, &hand.borrow());
        })
    };
    let onblur = {
        let (hand, cursor, dispatch) = (hand.clone(), cursor.clone(), shared.dispatch.clone());
        Callback::from(move |_| {
            let stroke = hand.borrow_mut().lift(Holder::Keyboard);
            if let Some(stroke) = stroke {
                dispatch.dispatch(Action::AddStroke(stroke));
            }
            place(&cursor, &hand.borrow());
        })
    };
    let onfocus = {
        let (hand, cursor) = (hand.clone(), cursor.clone());
        Callback::from(move |_| place(&cursor, &hand.borrow()))
    };
    let side = Ink::SIDE.to_string();
    let erasing = props.tool == Tool::Eraser;
    html! {
        <div class={classes!("pad", erasing.then_some("erasing"))}>
            <canvas ref={canvas} data-testid="pad" width={side.clone()} height={side} tabindex="0"
                role="application" aria-label={text.pad} aria-describedby="pad-keys"
                {onkeydown} {onblur} {onfocus} />
            <span ref={cursor} class="cursor" aria-hidden="true" />
            { part!(Saliency { hand: false }) }
            <span class="pixel-trace" aria-hidden="true"><i data-testid="pixel-trace" /></span>
            <span id="pad-keys" class="unseen">{ text.pad_keys }</span>
        </div>
    }
}

/// Pointer events straight from the canvas: they come too often for the virtual DOM.
fn listen(
    canvas: &HtmlCanvasElement,
    hand: &Rc<RefCell<Hand>>,
    live: &Live,
    finish: impl Fn(Stroke) + Clone + 'static,
) -> Vec<EventListener> {
    let on = |name: &'static str, mut handle: Box<dyn FnMut(&PointerEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(canvas, name, options, move |event| {
            handle(event.unchecked_ref());
        })
    };
    let down = {
        let (canvas, hand, live) = (canvas.clone(), hand.clone(), live.clone());
        move |event: &PointerEvent| {
            // The focus comes with an event of its own, which looks at the hand too.
            let _ = canvas.focus();
            let mut hand = hand.borrow_mut();
            if hand.stroke.is_some() {
                return;
            }
            // The pen's other end, and the mouse's right button, erase.
            let tool = match event.button() {
                0 => hand.tool,
                2 | 5 => Tool::Eraser,
                _ => return,
            };
            event.prevent_default();
            pointer::capture(event, &canvas);
            let holder = Holder::Pointer(event.pointer_id());
            let mut points = pointer::points(event, &canvas).into_iter();
            if let Some(first) = points.next() {
                hand.begin(holder, tool, &live, first);
                hand.extend(holder, &live, points);
            }
        }
    };
    let moved = {
        let (canvas, hand, live) = (canvas.clone(), hand.clone(), live.clone());
        move |event: &PointerEvent| {
            let mut hand = hand.borrow_mut();
            if hand.stroke.is_some() {
                let holder = Holder::Pointer(event.pointer_id());
                hand.extend(holder, &live, pointer::points(event, &canvas));
            }
        }
    };
    // A pointer that the browser takes away (a call, a gesture) leaves what it has drawn.
    let up = {
        let hand = hand.clone();
        move |event: &PointerEvent| {
            let stroke = hand.borrow_mut().lift(Holder::Pointer(event.pointer_id()));
            if let Some(stroke) = stroke {
                finish(stroke);
            }
        }
    };
    vec![
        on("pointerdown", Box::new(down)),
        on("pointermove", Box::new(moved)),
        on("pointerup", Box::new(up.clone())),
        on("pointercancel", Box::new(up.clone())),
        on("lostpointercapture", Box::new(up)),
        on("contextmenu", Box::new(|event| event.prevent_default())),
    ]
}

/// What a key does on the pad: `None` where it does nothing, else perhaps an action.
fn press(hand: &mut Hand, event: &KeyboardEvent, live: &Live) -> Option<Option<Action>> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let step = if event.shift_key() { KEY_STEP / 4.0 } else { KEY_STEP };
    let (dx, dy) = match event.key().as_str() {
        "ArrowLeft" => (-step, 0.0),
        "ArrowRight" => (step, 0.0),
        "ArrowUp" => (0.0, -step),
        "ArrowDown" => (0.0, step),
        " " | "Enter" => {
            if let Some(stroke) = hand.lift(Holder::Keyboard) {
                return Some(Some(Action::AddStroke(stroke)));
            }
            if hand.stroke.is_none() {
                let (tool, cursor) = (hand.tool, hand.cursor);
                hand.begin(Holder::Keyboard, tool, live, cursor);
            }
            return Some(None);
        }
        "Escape" => {
            return hand.lift(Holder::Keyboard).map(|stroke| Some(Action::AddStroke(stroke)));
        }
        "Delete" | "Backspace" => return Some(Some(Action::Clear)),
        "e" | "E" => {
            let other = if hand.tool == Tool::Pen { Tool::Eraser } else { Tool::Pen };
            return Some(Some(Action::SetTool(other)));
        }
        _ => return None,
    };
    hand.cursor.x = (hand.cursor.x + dx).clamp(0.0, 1.0);
    hand.cursor.y = (hand.cursor.y + dy).clamp(0.0, 1.0);
    let cursor = hand.cursor;
    hand.extend(Holder::Keyboard, live, [cursor]);
    Some(None)
}

fn place(cursor: &NodeRef, hand: &Hand) {
    let Some(cursor) = cursor.cast::<HtmlElement>() else { return };
    let down = matches!(hand.stroke, Some((Holder::Keyboard, _)));
    let style = cursor.style();
    // Constant property names are valid.
    let _ = style.set_property("left", &format!("{}%", hand.cursor.x * 100.0));
    let _ = style.set_property("top", &format!("{}%", hand.cursor.y * 100.0));
    let _ = style.set_property("width", &format!("{}%", hand.brush * 100.0));
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
