//! The order in which one walks: it begins at any shop, ends at any other, and is as short as can be.

use super::position::{Position, on_foot};

/// Up to here every order is weighed against every other; beyond, a good one is taken.
pub(super) const EXACT: usize = 10;

/// Seconds on foot between any two of some shops.
pub(super) struct Legs(Vec<Vec<u32>>);

impl Legs {
    pub(super) fn between(places: &[Option<Position>]) -> Self {
        let row = |from: &Option<Position>| places.iter().map(|to| on_foot(*from, *to)).collect();
        Self(places.iter().map(row).collect())
    }

    pub(super) fn of(&self, from: usize, to: usize) -> u32 {
        self.0[from][to]
    }

    pub(super) fn along(&self, order: &[usize]) -> u32 {
        order.windows(2).map(|leg| self.of(leg[0], leg[1])).sum()
    }

    /// Some of these shops in walking order. Never longer than as they are named.
    pub(super) fn order(&self, of: &[usize]) -> Vec<usize> {
        if of.len() <= 2 {
            return of.to_vec();
        }
        if of.len() <= EXACT {
            return Shortest::over(self, of).order();
        }
        let nearest = of
            .iter()
            .map(|first| self.straighten(self.nearest_from(*first, of)));
        nearest
            .chain([self.straighten(of.to_vec())])
            .min_by_key(|order| self.along(order))
            .unwrap_or_else(|| of.to_vec())
    }

    /// Always on to the nearest that is left.
    pub(super) fn nearest_from(&self, first: usize, of: &[usize]) -> Vec<usize> {
        let mut order = vec![first];
        let mut left: Vec<usize> = of.iter().copied().filter(|shop| *shop != first).collect();
        while let Some(next) = (0..left.len()).min_by_key(|at| self.of(order[order.len() - 1], left[*at])) {
            order.push(left.remove(next));
        }
        order
    }

    /// Turns stretches around as long as that makes the walk shorter.
    fn straighten(&self, mut order: Vec<usize>) -> Vec<usize> {
        let mut length = self.along(&order);
        loop {
            let before = length;
            for from in 0..order.len() - 1 {
                for to in from + 1..order.len() {
                    order[from..=to].reverse();
                    let turned = self.along(&order);
                    if turned < length {
                        length = turned;
                    } else {
                        order[from..=to].reverse();
                    }
                }
            }
            if length == before {
                return order;
            }
        }
    }
}

/// The shortest walk over every set of a few shops that ends at each of them (Held and Karp's table). A set is a number
/// whose bits are the shops' places in the list.
pub(super) struct Shortest<'l> {
    legs: &'l Legs,
    of: Vec<usize>,
    ending_at: Vec<Vec<u32>>,
}

impl<'l> Shortest<'l> {
    /// At most [`EXACT`] shops.
    pub(super) fn over(legs: &'l Legs, of: &[usize]) -> Self {
        let (count, of) = (of.len(), of.to_vec());
        let mut ending_at = vec![vec![u32::MAX; count]; 1 << count];
        for set in 1_usize..1 << count {
            for last in members(set) {
                let before = set & !(1 << last);
                let length = members(before)
                    .map(|previous| ending_at[before][previous] + legs.of(of[previous], of[last]))
                    .min();
                ending_at[set][last] = length.unwrap_or(0);
            }
        }
        Self { legs, of, ending_at }
    }

    /// Seconds on foot over a set.
    pub(super) fn length(&self, set: usize) -> u32 {
        members(set)
            .map(|last| self.ending_at[set][last])
            .min()
            .unwrap_or(0)
    }

    fn order(&self) -> Vec<usize> {
        let mut set = (1_usize << self.of.len()) - 1;
        let mut order = Vec::with_capacity(self.of.len());
        let mut last = members(set).min_by_key(|last| self.ending_at[set][*last]);
        while let Some(shop) = last {
            order.push(self.of[shop]);
            let before = set & !(1 << shop);
            last = members(before).min_by_key(|previous| {
                self.ending_at[before][*previous] + self.legs.of(self.of[*previous], self.of[shop])
            });
            set = before;
        }
        order.reverse();
        order
    }
}

/// The places in the list of a set's members.
pub(super) fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |place| set >> place & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn town(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Option<Position>>> {
        let place = (48.52..48.54, 2.0..2.03);
        let shop = proptest::option::weighted(0.9, place);
        let shop = shop.prop_map(|place| place.map(|(latitude, longitude)| Position { latitude, longitude }));
        proptest::collection::vec(shop, count)
    }

    fn every_order(of: &[usize]) -> Vec<Vec<usize>> {
        if of.len() <= 1 {
            return vec![of.to_vec()];
        }
        let begin = |first: &usize| {
            let rest: Vec<usize> = of.iter().copied().filter(|shop| shop != first).collect();
            let mut orders = every_order(&rest);
            for order in &mut orders {
                order.insert(0, *first);
            }
            orders
        };
        of.iter().flat_map(begin).collect()
    }

    #[test]
    fn shops_along_a_street_are_visited_from_one_end() {
        let street = [3.0, 1.0, 2.0, 0.0].map(|east| Position::new(Some(48.53), Some(2.0 + east / 1000.0)));
        let order = Legs::between(&street).order(&[0, 1, 2, 3]);
        assert!(order == [0, 2, 1, 3] || order == [3, 1, 2, 0], "{order:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_order_of_a_few_shops_is_shorter(town in town(1..7)) {
            let legs = Legs::between(&town);
            let all: Vec<usize> = (0..town.len()).collect();
            let shortest = every_order(&all).iter().map(|order| legs.along(order)).min();
            prop_assert_eq!(Some(legs.along(&legs.order(&all))), shortest);
        }

        #[test]
        fn every_shop_is_visited_once_and_never_by_a_longer_way(town in town(1..31)) {
            let legs = Legs::between(&town);
            let all: Vec<usize> = (0..town.len()).collect();
            let order = legs.order(&all);
            prop_assert!(legs.along(&order) <= legs.along(&all));
            let mut sorted = order;
            sorted.sort_unstable();
            prop_assert_eq!(sorted, all);
        }
    }
}
