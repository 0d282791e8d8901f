//! What runs: one binary with its settings, its commands and its router. No rule of the market is in here.
//!
//! | room | what it holds |
//! |---|---|
//! | [`settings`] | every setting, from the environment and a file |
//! | [`house`] | opens what requests share: database, photos, clock |
//! | [`router`] | every address the server answers, on one page |
//! | [`metrics`] | what an operator's monitoring reads |
//! | [`limits`] | how much anybody may ask for, and who is believed about addresses |
//! | [`listed`] | a router that remembers its addresses |
//! | [`routes`] | what answers addresses that are no page: forms, photos, events |
//! | [`pages`] | how a page is drawn, and drawn again when a form was refused |
//! | [`api`] | what programs read of the market |
//! | [`kept`] | pages that everybody sees alike, given out again as long as they are true |
//! | [`entrance`] | lets people in, and shows out who asks for nothing |
//! | [`journal`] | what the operator reads |
//! | [`layers`] | what every answer goes through: headers, limits, traces |
//! | `refusals` | what was refused, for the operator, and never to whom |
//! | [`site`] | styles, scripts and icons, inside the binary |
//! | [`postman`] | what runs beside the answers: the orders' clock and the outbox |
//! | [`machine`] | the room on its disk, and the copies that were taken, for whoever runs the instance |
//! | [`archive`] | a town or a shop in one file, for who leaves and who arrives |
//! | [`backups`] | copies of the whole market: taken, thinned out, read, restored |
//! | [`carry`] | everything of one database, carried into another |
//! | `broom` | what is thrown away in time, and whose an order was |
//! | [`visits`] | counts the market's pages as they leave |
//! | [`cards`] | the pictures beside links, drawn and kept |
//! | [`worker`] | the script that keeps the counter readable without a network |
//! | [`commands`] | `serve`, `migrate`, `seed`, `invite`, `official`, `operator`, `open`, `sessions`, `demo-links`, `outbox`, `move`, `backup`, `verify`, `restore`, `copy`, `photos`, `leave`, `join`, `doctor` |

pub mod api;
pub mod archive;
pub mod backups;
mod broom;
pub mod cards;
pub mod carry;
pub mod commands;
pub mod entrance;
pub mod house;
pub mod journal;
pub mod kept;
pub mod layers;
pub mod limits;
pub mod listed;
pub mod machine;
pub mod metrics;
pub mod pages;
pub mod postman;
mod refusals;
pub mod router;
pub mod routes;
pub mod settings;
pub mod site;
pub mod visits;
pub mod workers;
