//! What is true in a market, in the browser and on the server alike: money, names, stock, pickup windows, the life
//! of an order and who may do what to it. Nothing here reads a clock, draws a random number or does I/O.
//!
//! | room | what it holds |
//! |---|---|
//! | [`money`] | cents, and a price as somebody types it |
//! | [`text`] | names, phone numbers: text once it has been checked |
//! | [`id`] | who is who: one id type per noun |
//! | [`towns`] | communes with their market |
//! | [`plan`] | where places lie on a sheet of paper |
//! | [`shops`] | kinds of shop, and whether the door is open |
//! | [`roster`] | shops before anybody claimed them, as typed or as a list has them |
//! | [`reports`] | what the public says should not be on the market |
//! | [`decisions`] | what a town hall does about it, and the reasons that it owes |
//! | [`stand_in`] | an official who holds a shop's counter because its merchant said so |
//! | [`hand`] | somebody who works at a shop's shelf for a while, by a code that its owner read out |
//! | [`tour`] | from door to door: the way, what was said, how far each shop has come |
//! | [`photos`] | pictures, addressed by their content |
//! | [`catalogue`] | products: units, stock, and the form that puts one on sale |
//! | [`duties`] | what the law wants said of goods, until when, and what is still missing |
//! | [`search`] | words by which products and shops are found, slips of the finger, and what comes first |
//! | [`basket`] | what a shopper wants, small enough for a link |
//! | [`pickup`] | windows in which goods can be collected |
//! | [`ledger`] | what is written down of every change, and on which device |
//! | [`limits`] | how much of something is allowed, and when again |
//! | [`notifications`] | what people are told when they are not looking |
//! | [`orders`] | the parts of an order, their states, and one table of who may do what |
//! | [`visits`] | what is counted of a visit, and whose visits count |
//! | [`accessibility`] | how far the pages keep the RGAA, criterion by criterion |
//! | [`walk`] | one basket, one walk: when, in which order, how long |

#[macro_use]
mod words;

pub mod accessibility;
pub mod adoption;
pub mod basket;
pub mod catalogue;
mod crockford;
pub mod decisions;
pub mod duties;
pub mod hand;
pub mod id;
pub mod ledger;
pub mod limits;
pub mod money;
pub mod notifications;
pub mod orders;
pub mod photos;
pub mod pickup;
pub mod plan;
pub mod reports;
pub mod roster;
pub mod search;
pub mod shops;
pub mod stand_in;
pub mod text;
pub mod tour;
pub mod towns;
pub mod visits;
pub mod walk;
