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

/// What was done to the list that was `before` and is `now`, both in the order of their `id`s. What is shared is not
/// looked at.
pub fn difference<'a, T: PartialEq>(
    before: impl Iterator<Item = &'a Rc<T>>,
    now: impl Iterator<Item = &'a Rc<T>>,
    id: impl Fn(&T) -> Id,
) -> Difference<'a, T> {
    let (mut before, mut now) = (before.peekable(), now.peekable());
    let mut found = Difference { put: Vec::new(), deleted: Vec::new() };
    loop {
        let order = match (before.peek(), now.peek()) {
            (Some(before), Some(now)) => id(before).cmp(&id(now)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return found,
        };
        let was = if order.is_le() { before.next() } else { None };
        let is = if order.is_ge() { now.next() } else { None };
        match (was, is) {
            (Some(was), None) => found.deleted.push(id(was)),
            (Some(was), Some(is)) if Rc::ptr_eq(was, is) || was == is => {}
            (_, Some(is)) => found.put.push((id(is), is)),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_and_what_was_deleted_is_found() {
        let list = |items: &[(Id, &'static str)]| items.iter().map(|&it| Rc::new(it)).collect();
        let before: Vec<_> = list(&[(1, "a"), (2, "b"), (4, "d"), (9, "i")]);
        let now: Vec<_> = list(&[(0, "z"), (2, "b"), (4, "D"), (7, "g")]);
        let found = difference(before.iter(), now.iter(), |item| item.0);
        assert_eq!(found.deleted, [1, 9]);
        assert_eq!(found.put, [(0, &now[0]), (4, &now[2]), (7, &now[3])]);
        let none = Difference { put: vec![], deleted: vec![] };
        assert_eq!(difference(now.iter(), now.iter(), |item| item.0), none);
    }
}
