//! What a person did to a list, by the list before and after.

use std::cmp::Ordering;
use std::rc::Rc;

use super::Id;

/// What differs between two lists.
#[derive(Debug, PartialEq)]
pub struct Difference<'a, T> {
    /// What is new or changed.
    pub put: Vec<(Id, &'a Rc<T>)>,
    /// What is there no more.
    pub deleted: Vec<Id>,
}

/// What was done to the list that was `before` and is `now`, both in the order of ids. What is shared is not looked at.
pub fn difference<'a, T: PartialEq>(
    before: impl Iterator<Item = (Id, &'a Rc<T>)>,
    now: impl Iterator<Item = (Id, &'a Rc<T>)>,
) -> Difference<'a, T> {
    let (mut before, mut now) = (before.peekable(), now.peekable());
    let mut found = Difference { put: Vec::new(), deleted: Vec::new() };
    loop {
        let order = match (before.peek(), now.peek()) {
            (Some(before), Some(now)) => before.0.cmp(&now.0),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return found,
        };
        let was = if order.is_le() { before.next() } else { None };
        let is = if order.is_ge() { now.next() } else { None };
        match (was, is) {
            (Some((id, _)), None) => found.deleted.push(id),
            (Some((_, was)), Some((_, is))) if Rc::ptr_eq(was, is) || was == is => {}
            (_, Some(is)) => found.put.push(is),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_and_what_was_deleted_is_found() {
        let list = |items: &[(Id, &'static str)]| -> Vec<(Id, Rc<&'static str>)> {
            items.iter().map(|&(id, text)| (id, Rc::new(text))).collect()
        };
        let before = list(&[(1, "a"), (2, "b"), (4, "d"), (9, "i")]);
        let now = list(&[(0, "z"), (2, "b"), (4, "D"), (7, "g")]);
        let of = |list: &'static [(Id, Rc<&'static str>)]| list.iter().map(|(id, it)| (*id, it));
        let (before, now): (&'static _, &'static _) = (before.leak(), now.leak());
        let found = difference(of(before), of(now));
        assert_eq!(found.deleted, [1, 9]);
        assert_eq!(found.put, [(0, &now[0].1), (4, &now[2].1), (7, &now[3].1)]);
        assert_eq!(difference(of(now), of(now)), Difference { put: vec![], deleted: vec![] });
    }
}
