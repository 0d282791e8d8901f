//! What is written down of every change: the deed's word, and how a device is called in it.

words! {
    /// Something that somebody did, as the ledger names it.
    Deed {
        /// A product came onto the shelf; after: its price.
        Listed = "listed",
        /// Another price; before and after.
        Priced = "priced",
        /// Another name; before and after.
        Named = "named",
        /// What its label says was completed or corrected; after: the [facts](crate::duties::Fact), with blanks between them.
        Labelled = "labelled",
        /// There is none any more.
        Off = "off",
        /// There is some again.
        Back = "back",
        /// How much there is was said anew.
        Stocked = "stocked",
        /// One was sold at the counter.
        Sold = "sold",
        /// Out of shoppers' sight.
        Hidden = "hidden",
        /// In their sight again.
        Shown = "shown",
        /// Taken off the shelf.
        Withdrawn = "withdrawn",
        /// The shop closes; after: "2026-12-24/2026-12-26".
        Closed = "closed",
        /// The shop opens on days that were closed; after: as above.
        Reopened = "reopened",
        /// Hours, address or words of the shop.
        Described = "described",
        /// By which right the shop sells alcohol was said; before and after: the [licence](crate::duties::Licence).
        Licensed = "licensed",
        /// A link for a shop was made.
        Invited = "invited",
        /// A shop was claimed: its merchant is its owner from then on.
        Claimed = "claimed",
        /// The market of a town was opened.
        TownOpened = "town_opened",
        /// All of a shop, or of a town, was taken along in a file.
        Archived = "archived",
        /// Somebody became an official of a town.
        Appointed = "appointed",
        /// Somebody is an official of the town no longer: a colleague took their access away.
        LetGo = "let_go",
        /// A link for one more device was shown, to whoever asked or to a colleague.
        Opened = "opened",
        /// A device was signed in.
        SignedIn = "signed_in",
        /// A device was signed out.
        SignedOut = "signed_out",
        /// A device was signed out from another; before: what it is called.
        SignedOutThere = "signed_out_there",
        /// A town hall made a link that lets a shop's merchant back in.
        LetBackIn = "let_back_in",
        /// Somebody confirmed where letters reach them, or that it is another address by now.
        AddressConfirmed = "address_confirmed",
        /// Letters reach them nowhere any more: they took the address away.
        AddressRemoved = "address_removed",
        /// The operator signed devices out: those of somebody, of a shop, or all.
        SessionsEnded = "sessions_ended",
        /// An official set up the key by which they prove who they are, or set it up anew.
        KeySet = "key_set",
        /// An official came in by one of the codes for the day on which the phone is lost.
        RecoveryUsed = "recovery_used",
        /// The operator took an official's key away, because everything was lost.
        KeyLost = "key_lost",
        /// A town closes its shops to the public, or closes them otherwise; before and after as
        /// [`Lockdown`](crate::towns::Lockdown) writes itself.
        TownClosed = "town_closed",
        /// A town opens its shops again; before: as above.
        TownReopened = "town_reopened",
        /// A town announces something; before and after: its words.
        Announced = "announced",
        /// Nothing is announced any more; before: the words.
        Unannounced = "unannounced",
        /// The welcome, the colour or the count of a town's page; before and after: the welcome.
        TownDescribed = "town_described",
        /// An official holds a shop's counter, because its merchant said so; before: until when it was so already, after:
        /// until when it is and who said yes, as "2026-11-27T11:00:00Z Mme Martin".
        StoodIn = "stood_in",
        /// Nobody of the town hall holds it any more; before: who had said yes; after: a word of
        /// [`Ending`](crate::stand_in::Ending).
        StoodDown = "stood_down",
        /// A shop has one more helper, for whom a link was made.
        HelperInvited = "helper_invited",
        /// A helper's access was taken away, with their devices.
        HelperLetGo = "helper_let_go",
        /// An owner made a code for somebody who lends a hand; after: the [`Term`](crate::hand::Term).
        HandAsked = "hand_asked",
        /// Somebody took the code; after: until when they may work at the shelf, as "2026-11-27T11:00:00Z".
        HandLent = "hand_lent",
        /// They no longer may; after: a word of [`Ending`](crate::hand::Ending).
        HandEnded = "hand_ended",
        /// A town hall asks a merchant to put something right.
        Asked = "asked",
        /// A town hall takes a product out of sight; after: the word of the [rule](crate::decisions::Rule).
        Held = "held",
        /// It lets a product be seen again.
        Released = "released",
        /// A town hall suspends a shop; after: the word of the rule.
        Suspended = "suspended",
        /// It may sell again.
        Reinstated = "reinstated",
        /// A report from the public was answered with nothing to be done.
        Dismissed = "dismissed",
        /// A merchant answered a decision.
        Replied = "replied",
        /// The shop's orders are told to a till of its own; after: the name of the machine that listens.
        TillConnected = "till_connected",
        /// They are no longer; before: as above.
        TillUnplugged = "till_unplugged",
    }
}

impl Deed {
    /// Those that a town hall reads: shops, roles and devices, and what it did itself. What a merchant does to the shelf is
    /// the shop's own.
    pub const OF_TOWN: [Self; 35] = [
        Self::Invited,
        Self::Claimed,
        Self::TownOpened,
        Self::Archived,
        Self::Appointed,
        Self::LetGo,
        Self::Opened,
        Self::SignedIn,
        Self::SignedOut,
        Self::SignedOutThere,
        Self::LetBackIn,
        Self::AddressConfirmed,
        Self::AddressRemoved,
        Self::SessionsEnded,
        Self::KeySet,
        Self::RecoveryUsed,
        Self::KeyLost,
        Self::TownClosed,
        Self::TownReopened,
        Self::Announced,
        Self::Unannounced,
        Self::TownDescribed,
        Self::StoodIn,
        Self::StoodDown,
        Self::HelperInvited,
        Self::HelperLetGo,
        Self::HandLent,
        Self::HandEnded,
        Self::Asked,
        Self::Held,
        Self::Released,
        Self::Suspended,
        Self::Reinstated,
        Self::Dismissed,
        Self::Replied,
    ];
}

/// How a device is called, from what its browser says of itself: "Android, Chrome"; empty when it says nothing known.
/// The order matters: most browsers claim to be several others too.
pub fn device(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    let browser = first(&[
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let words: Vec<&str> = [system, browser].into_iter().flatten().collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_by_what_people_call_it() {
        for (said, name) in [
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36",
                "Android, Chrome",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "iPhone, Safari",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
                "Windows, Firefox",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                "Windows, Edge",
            ),
            ("curl/8.5", ""),
            ("", ""),
        ] {
            assert_eq!(device(said), name, "{said}");
        }
    }
}
