//! The one component that Yew knows beside the page itself: a part of the page. What Yew needs to create, compare,
//! reuse and drop a component it compiles anew for each type, a kilobyte and a half; all parts share that of [`Part`].
//! So it is with effects: all share one.

use std::any::Any;
use std::rc::Rc;
use yew::functional::{FunctionComponent, FunctionProvider, Hook, HookContext, TearDown};
use yew::html::{BaseComponent, Context, HtmlResult};
use yew::prelude::*;
use yew::virtual_dom::{Key, VChild};

/// `part!(Switch { on, label: text.erode })` is what `<Switch {on} label={text.erode} />` would be, as a part;
/// `part!(key => Switch { … })` has a key.
macro_rules! part {
    ($part:ident $props:tt) => {
        $crate::view::part::part!(@ None, $part $props)
    };
    ($key:expr => $part:ident $props:tt) => {
        $crate::view::part::part!(@ Some(::yew::virtual_dom::Key::from($key)), $part $props)
    };
    ($part:ident) => {
        $crate::view::part::stand::<$part>(None, ())
    };
    (@ $key:expr, $part:ident $props:tt) => {{
        type Handed = <$part as ::yew::functional::FunctionProvider>::Properties;
        $crate::view::part::stand::<$part>($key, Handed $props)
    }};
}
pub(super) use part;

/// The component `F` with these properties.
pub fn stand<F: FunctionProvider + 'static>(key: Option<Key>, props: F::Properties) -> Html {
    place(key, Rc::new(Handed::<F>(props)))
}

fn place(key: Option<Key>, handed: Rc<dyn Kind>) -> Html {
    VChild::<Part>::new(PartProps { handed }, key).into()
}

/// A component's properties, and through their type which component it is.
struct Handed<F: FunctionProvider>(F::Properties);

impl<F: FunctionProvider> PartialEq for Handed<F> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// Whatever can be compared with another of its type.
trait Alike: Any {
    fn alike(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Alike for T {
    fn alike(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Self>() == Some(self)
    }
}

trait Kind: Alike {
    fn run(&self, hooks: &mut HookContext) -> HtmlResult;
}

impl<F: FunctionProvider + 'static> Kind for Handed<F> {
    fn run(&self, hooks: &mut HookContext) -> HtmlResult {
        F::run(hooks, &self.0)
    }
}

#[derive(Properties)]
pub struct PartProps {
    handed: Rc<dyn Kind>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.handed, &other.handed) || self.handed.alike(&*other.handed)
    }
}

/// Whichever component it was handed, with its hooks.
pub struct Part(FunctionComponent<Self>);

impl FunctionProvider for Part {
    type Properties = PartProps;

    fn run(hooks: &mut HookContext, props: &PartProps) -> HtmlResult {
        props.handed.run(hooks)
    }
}

impl BaseComponent for Part {
    type Message = ();
    type Properties = PartProps;

    fn create(context: &Context<Self>) -> Self {
        Self(FunctionComponent::new(context))
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, context: &Context<Self>, before: &PartProps) -> bool {
        let kind = |props: &PartProps| Any::type_id(&*props.handed);
        // Where another component comes to stand, its hooks are its own.
        if kind(before) != kind(context.props()) {
            self.0.destroy();
            self.0 = FunctionComponent::new(context);
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> HtmlResult {
        self.0.render(context.props())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.0.rendered();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.0.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        None
    }
}

/// Yew's hook of this name, but whatever `run` is, Yew sees the same type.
pub fn use_effect_with<T: PartialEq + 'static, D: TearDown>(
    about: T,
    run: impl FnOnce(&T) -> D + 'static,
) -> impl Hook<Output = ()> {
    let about = Rc::new(about);
    let run: Run = Box::new({
        let about = Rc::clone(&about);
        move |_| {
            let torn = run(&about);
            Box::new(move || torn.tear_down())
        }
    });
    yew::functional::use_effect_with(About(about), run)
}

type Run = Box<dyn FnOnce(&About) -> Box<dyn FnOnce()>>;

/// What an effect is about.
struct About(Rc<dyn Alike>);

impl PartialEq for About {
    fn eq(&self, other: &Self) -> bool {
        self.0.alike(&*other.0)
    }
}
