//! The Lab's controls by the handles that the contract gives them.

use super::page::{Page, handle};

/// The cell of the selected kernel.
pub fn kernel_cell(row: usize, col: usize) -> String {
    format!("{}[data-row=\"{row}\"][data-col=\"{col}\"]", handle("kernel-cell"))
}

/// A weight of the linear layer.
pub fn linear_cell(out: usize, index: usize) -> String {
    format!("{}[data-out=\"{out}\"][data-index=\"{index}\"]", handle("linear-cell"))
}

/// A kernel's thumbnail: stages count from 1, channels from 0.
pub fn kernel(stage: usize, out: usize, input: usize) -> String {
    format!("{}[data-stage=\"{stage}\"][data-out=\"{out}\"][data-in=\"{input}\"]", handle("kernel"))
}

/// A feature map: layers count from 1, channels from 0.
pub fn map(layer: &str, channel: usize) -> String {
    format!("{}[data-layer=\"{layer}\"][data-channel=\"{channel}\"]", handle("map"))
}

impl Page {
    /// Takes everything off the pad, on which a first visit finds a drawing.
    #[track_caller]
    pub fn clear_pad(&self) {
        self.click(&handle("clear"));
        self.until("a pad without an answer", || {
            self.attribute(&handle("output"), "data-label").as_deref() == Some("")
        });
    }

    /// Picks a network, whether the picker is a `select` or a listbox.
    #[track_caller]
    pub fn choose_network(&self, name: &str) {
        self.choose("network", name);
        self.until(&format!("the network {name}"), || {
            self.attribute(&handle("network"), "data-value").as_deref() == Some(name)
        });
        self.settle();
    }

    /// Picks a value of a picker, whether it is a `select` or a listbox.
    #[track_caller]
    pub fn choose(&self, picker: &str, value: &str) {
        let picker = handle(picker);
        if self.count(&format!("select{picker}")) > 0 {
            self.choose_in_select(&picker, value);
        } else {
            let option = format!("{picker} [role=\"option\"][data-value=\"{value}\"]");
            if self.count(&option) == 0 {
                self.click(&picker);
            }
            self.click(&option);
        }
    }

    /// Selects the kernel whose cells the inspector shows.
    #[track_caller]
    pub fn select_kernel(&self, stage: usize, out: usize, input: usize) {
        self.click(&kernel(stage, out, input));
        self.until("the selected kernel's cells", || self.count(&handle("kernel-cell")) > 0);
    }

    /// The weight in a cell of the selected kernel.
    #[track_caller]
    pub fn cell(&self, row: usize, col: usize) -> f32 {
        self.number(&kernel_cell(row, col), "data-value")
    }

    /// How a switch stands: its `aria-checked`, or its `data-value`.
    #[track_caller]
    pub fn option(&self, name: &str) -> String {
        let switch = handle(name);
        self.attribute(&switch, "aria-checked")
            .or_else(|| self.attribute(&switch, "data-value"))
            .unwrap_or_else(|| panic!("{switch} tells neither aria-checked nor data-value"))
    }

    /// Turns a switch over: gives how it stands afterwards.
    #[track_caller]
    pub fn turn(&self, name: &str) -> String {
        let before = self.option(name);
        self.click(&handle(name));
        self.until(&format!("{name} is no longer {before}"), || self.option(name) != before);
        self.settle();
        self.option(name)
    }

    /// Makes sure that a switch with `aria-checked` is on, or off.
    #[track_caller]
    pub fn set(&self, name: &str, on: bool) {
        if self.option(name) != on.to_string() {
            assert_eq!(self.turn(name), on.to_string(), "{name} takes the other of its two values");
        }
    }

    /// Whether the network receives 0–255, as the input map's legend tells.
    #[track_caller]
    pub fn receives_bytes(&self) -> bool {
        self.number(&format!("{}[data-layer=\"input\"]", handle("map")), "data-max") > 1.0
    }
}
