//! The fast lane: pointer moves and edits to painted canvases, once an animation frame.

mod followers;
mod image;
mod pointed;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use self::followers::{Attached, Needs, Seen};
pub use self::followers::{Attachment, Follower, Frame};
pub use self::image::Dreaming;
use self::image::PatchSweep;
use self::pointed::SlidePace;
pub use self::pointed::{Pointed, Slide};
use crate::digits::{Piece, Pixels};
use crate::lab::{Document, Look, Network, Scene};
use crate::web::frame::FrameLoop;
use crate::web::page;
use crate::web::surface::Painter;

/// How the network is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Display {
    /// How its maps are.
    pub look: Look,
    /// Whether the page is dark: the middle of the signed colours follows.
    pub dark: bool,
    /// The learning rate of the steps that weights show.
    pub step_size: f32,
    /// Whether a click on a map or a kernel switches it off: then maps say what they are for.
    pub switching: bool,
}

struct LaneState {
    /// Followers look at it when nobody holds the state.
    scene: Rc<Scene>,
    /// What the scene shows, unless somebody looks back.
    document: Document,
    /// The network that it is compared with.
    before: Option<Network>,
    /// Whether that is seen now.
    looking_back: bool,
    /// Whether maps showed differences in the last frame.
    differed: bool,
    display: Display,
    display_changed: bool,
    pen: Vec<Piece>,
    /// Who comes first in the next frame: the first one that had to wait.
    first: usize,
    frames: u32,
    /// Towards which digit each frame takes steps.
    dream: Option<u8>,
    patch: PatchSweep,
    pointed: Pointed,
    /// What the last frame showed.
    pointed_before: Pointed,
    pace: SlidePace,
}

struct Lane {
    /// Held only while nobody is called: neither the browser nor a follower.
    state: RefCell<LaneState>,
    followers: RefCell<Vec<Rc<Attached>>>,
    pixels: Cell<Painter>,
    /// Whether followers are at work; in the next frame, whether they did not come to the end.
    at_work: Cell<bool>,
    next_id: Cell<u32>,
    frames: OnceCell<FrameLoop>,
}

/// A handle on the fast lane; clones share it.
#[derive(Clone)]
pub struct Live(Rc<Lane>);

impl PartialEq for Live {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Live {
    /// A lane that shows `document`.
    pub fn new(document: &Document, display: Display) -> Self {
        let live = Self(Rc::new(Lane {
            state: RefCell::new(LaneState {
                scene: Rc::new(Scene::new(document)),
                document: document.clone(),
                before: None,
                looking_back: false,
                differed: false,
                display,
                display_changed: false,
                pen: Vec::new(),
                first: 0,
                frames: 0,
                dream: None,
                patch: PatchSweep { side: 5, runs: false, ran: false },
                pointed: Pointed::default(),
                pointed_before: Pointed::default(),
                pace: SlidePace { speed: 12.0, since: (0.0, 0) },
            }),
            followers: RefCell::default(),
            pixels: Cell::default(),
            at_work: Cell::default(),
            next_id: Cell::new(0),
            frames: OnceCell::new(),
        }));
        // The loop must not keep the lane alive, nor the lane itself through the loop.
        let lane = Rc::downgrade(&live.0);
        let frames = FrameLoop::new(move || {
            if let Some(lane) = lane.upgrade() {
                lane.run();
            }
        });
        // The cell was made empty a moment ago.
        let _ = live.0.frames.set(frames);
        live
    }

    fn request(&self) {
        if let Some(frames) = self.0.frames.get() {
            frames.request();
        }
    }

    /// Shows `document` from the next frame on. `before` is the network that its own is compared with.
    pub fn show(&self, document: &Document, before: Option<&Network>) {
        let needs = Needs::of(&self.0.all());
        {
            let mut state = self.0.state.borrow_mut();
            state.drain_pen();
            state.scene().show(document);
            state.document = document.clone();
            state.before = before.cloned();
            state.compare(needs);
            if !state.scene.is_dirty() {
                return;
            }
        }
        self.request();
    }

    /// Shows the network that this one is compared with, with what its maps hold, or this one again. One of another
    /// architecture is not shown: the page has no canvases for it.
    pub fn see_before(&self, on: bool) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.looking_back == on {
                return;
            }
            state.looking_back = on;
            state.display_changed = true;
            let mut seen = state.document.clone();
            let alike = |before: &&Network| *before.architecture == *seen.network.architecture;
            if let Some(before) = state.before.as_ref().filter(|_| on).filter(alike) {
                seen.network = before.clone();
            }
            state.scene().show(&seen);
        }
        self.request();
    }

    /// Shows maps in another way from the next frame on.
    pub fn set_display(&self, display: Display) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.display == display {
                return;
            }
            state.display = display;
            state.display_changed = true;
        }
        self.request();
    }

    /// Asks for a frame: what only this side of the page knows has changed.
    pub fn wake_up(&self) {
        self.request();
    }

    /// How maps are shown.
    pub fn display(&self) -> Display {
        self.0.state.borrow().display
    }

    /// Draws a piece of a stroke that is still under the pen.
    pub fn pen(&self, piece: Piece) {
        self.0.state.borrow_mut().pen.push(piece);
        self.request();
    }

    /// Takes the stroke that is under the pen off the pad: it was none.
    pub fn take_back(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            state.pen.clear();
            state.scene().cancel_pen();
        }
        self.request();
    }

    /// What the network receives now, before it is scaled; `None` while nothing is drawn.
    pub fn received(&self) -> Option<Pixels> {
        let mut state = self.0.state.borrow_mut();
        state.drain_pen();
        let received = |scene: &Scene| (!scene.blank()).then(|| *scene.received());
        if !state.scene.is_dirty() {
            return received(&state.scene);
        }
        // The next frame still has to hear what changed.
        let mut ahead = Scene::clone(&state.scene);
        ahead.update();
        received(&ahead)
    }

    /// What `look` finds in what is on screen.
    pub fn look<T>(&self, look: impl FnOnce(&Scene) -> T) -> T {
        let scene = Rc::clone(&self.0.state.borrow().scene);
        look(&scene)
    }

    /// Lets `follower` follow the network until the attachment is dropped.
    pub fn attach(&self, follower: impl Follower + 'static) -> Attachment {
        let id = self.0.next_id.get();
        self.0.next_id.set(id + 1);
        let follower: Box<dyn Follower> = Box::new(follower);
        let (fresh, follower) = (Cell::new(true), Cell::new(Some(follower)));
        self.0.followers.borrow_mut().push(Rc::new(Attached { id, fresh, follower }));
        self.request();
        Attachment { lane: self.clone(), id }
    }
}

impl Lane {
    fn all(&self) -> Vec<Rc<Attached>> {
        self.followers.borrow().clone()
    }

    fn run(&self) {
        let start = page::now();
        let all = self.all();
        let needs = Needs::of(&all);
        // Whoever was still to come when the browser threw in the last frame has missed its changes.
        let missed = self.at_work.replace(true);
        let seen = self.state.borrow_mut().next_frame(start, needs, missed);
        let waiting = self.follow(&all, &seen, start);
        self.at_work.set(false);
        let (frames, asking) = {
            let mut state = self.state.borrow_mut();
            state.first = waiting.unwrap_or(0);
            state.frames = state.frames.wrapping_add(1);
            (state.frames, state.scene.goes_on_asking())
        };
        page::measure_frame(start, frames);
        if frames == 1 {
            page::set_ready();
        }
        let goes_on = matches!(seen.dreaming, Dreaming::Running(_))
            || seen.sweeping
            || waiting.is_some()
            || seen.pointed.slide == Slide::Running
            || asking;
        if let Some(frames) = self.frames.get().filter(|_| goes_on) {
            frames.request();
        }
    }
}

impl LaneState {
    /// The scene, to be changed; a copy of it where a follower that never came to an end still holds it.
    fn scene(&mut self) -> &mut Scene {
        Rc::make_mut(&mut self.scene)
    }

    /// Brings the scene up to date and says what the next frame is about. `missed`: somebody has not heard what the last
    /// one was about.
    fn next_frame(&mut self, start: f64, needs: Needs, missed: bool) -> Seen {
        let under_the_pen = !self.pen.is_empty();
        self.drain_pen();
        let Display { look, switching, .. } = self.display;
        self.scene().keep_gradients(look.gradients() || needs.gradients);
        self.compare(needs);
        self.scene().keep_uses(switching);
        self.go_on_dreaming();
        self.go_on_sweeping();
        let changes = self.scene().update();
        let dreaming = self.dreaming();
        let (sweeping, sweep_changed) = self.sweeping();
        // What is of another architecture has no counterparts: then maps show what they hold.
        let other = self.scene.is_compared() && self.scene.compared().is_none();
        let difference = look.differences() && !self.looking_back && !other;
        let another_view = std::mem::replace(&mut self.differed, difference) != difference;
        let everything = std::mem::take(&mut self.display_changed) || another_view || missed;
        self.go_on_sliding(start);
        let (pointed, pointed_anew) = self.hold_pointed();
        Seen {
            scene: Rc::clone(&self.scene),
            changes,
            display: self.display,
            everything,
            dreaming,
            sweeping,
            sweep_changed,
            pointed,
            pointed_anew,
            difference,
            under_the_pen,
            first: self.first,
        }
    }

    fn compare(&mut self, needs: Needs) {
        let wanted = self.display.look.differences() || needs.difference;
        let before = self.before.clone().filter(|_| wanted);
        self.scene().compare(before.as_ref());
    }

    fn drain_pen(&mut self) {
        let scene = Rc::make_mut(&mut self.scene);
        for piece in self.pen.drain(..) {
            scene.pen(piece.tool, piece.width, piece.from, piece.to);
        }
    }
}
