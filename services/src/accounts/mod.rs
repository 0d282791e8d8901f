//! People who sign in without a password: a link lets them in once, a device then stays signed in, and guards say
//! what they may act for. Officials, and whoever runs the instance, prove on each device who they are.

mod devices;
mod ending;
pub mod entity;
mod guard;
mod invitations;
mod leaving;
mod letting_in;
mod merchant;
mod official;
mod operator;
mod people;
pub mod proof;
mod sessions;
mod team;
pub mod way_back;

pub use devices::{Device, devices, name_of, sign_out_there};
pub use ending::{EndRefused, Whose, end_sessions};
pub use guard::{SignedIn, signed_in};
pub(crate) use invitations::join;
pub use invitations::{
    CLAIM_LIFETIME, Invitation, InvitationRefused, accept, another_device, invite_merchant, invite_official,
    look, may_sign_in,
};
pub(crate) use leaving::forget_name;
pub use leaving::{Account, AccountAnswer, AccountDevice, AccountRole, LeaveRefused, account, leave};
pub use merchant::{AsOwner, InGoodStanding, InPerson, MerchantOf, OwnerOf, ShelfOf, Suspended};
pub use official::{ByKey, JustProved, MaySetUp, Office, OfficialOf, Unproven};
pub use operator::{Operator, dismiss_operator, invite_operator, operators};
pub use people::{Person, invite_helper, let_helper_go, link_for_helper, people};
pub(crate) use sessions::lend;
pub use sessions::{Browser, NewSession, sign_out};
pub use team::{Arrival, Colleague, NameTaken, OwnAccess, team};
