//! What programs read of the market: whatever a shopper sees, and nothing else. Addresses and names are those of version 1: a
//! field may come, and none goes or changes its meaning; whoever needs that makes a version 2 beside it.
//!
//! | room | what it holds |
//! |---|---|
//! | [`told`] | the shapes of all answers, which the document is made of |
//! | `make` | answers, made of what the market's pages show too |
//! | `answer` | how they leave: kept until a commit, with a tag, readable from any site |
//! | [`document`] | all of it in the words of OpenAPI |

mod answer;
pub mod document;
mod make;
pub mod told;

pub use answer::{Answers, Trouble, problem, tell};
pub use make::{Asked, product, products, shop, shops, towns};
