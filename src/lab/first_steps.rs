//! The first minute: three things to do, one after the other.

use super::Document;

/// What a visitor is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// Draw a digit.
    Draw,
    /// Click a cell of a kernel.
    Click,
    /// See how the kernel's map has changed.
    See,
}

impl FirstStep {
    /// Every one, in their order.
    pub const ALL: [Self; 3] = [Self::Draw, Self::Click, Self::See];

    /// Which step it is once `before` has become `now`. Whoever goes on by themselves is not called back.
    pub fn after(self, before: &Document, now: &Document) -> Self {
        let (was, is) = (&before.network, &now.network);
        // By hand: learning, and random weights everywhere, move the linear layer too.
        let edited = was.architecture == is.architecture
            && was.parameters.stages != is.parameters.stages
            && was.parameters.linear == is.parameters.linear;
        let drawn = before.drawing != now.drawing && !now.drawing.is_empty();
        match self {
            Self::Draw | Self::Click if edited => Self::See,
            Self::Draw if drawn => Self::Click,
            step => step,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::{PenPoint, Stroke, Tool};
    use crate::lab::{Action, Lab, Patch};

    #[test]
    fn whoever_does_what_is_asked_or_something_further_on_goes_on() {
        let lab = Lab::new();
        let point = PenPoint { x: 0.2, y: 0.2, pressure: 0.5 };
        let mut drawn = lab.clone();
        let stroke = Stroke { tool: Tool::Pen, width: 0.1, points: vec![point] };
        drawn.apply(Action::AddStroke(stroke));
        let mut cleared = lab.clone();
        cleared.apply(Action::Clear);
        let mut edited = lab.clone();
        let patch = Patch::Kernel { stage: 0, output: 0, input: 0 };
        edited.apply(Action::SetCell { patch, index: 0, value: 3.0, gesture: None });
        let [lab, drawn, cleared, edited] =
            [&lab, &drawn, &cleared, &edited].map(|lab| &lab.document);
        for (step, now, next) in [
            (FirstStep::Draw, drawn, FirstStep::Click),
            (FirstStep::Draw, cleared, FirstStep::Draw),
            (FirstStep::Draw, edited, FirstStep::See),
            (FirstStep::Click, drawn, FirstStep::Click),
            (FirstStep::Click, edited, FirstStep::See),
            (FirstStep::See, drawn, FirstStep::See),
        ] {
            assert_eq!(step.after(lab, now), next, "{step:?}");
        }
    }
}
