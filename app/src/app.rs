//! All pages by their addresses.

use crate::{
    abroad::ApiPage,
    accounts::{DevicePage, InvitationPage},
    catalogue::{CapturePage, ProductPage, ShelfPage},
    decisions::{CounterDecisionsPage, DecisionPage, ShopDecisionsPage},
    design::DesignPage,
    devices::TownDevicesPage,
    duties::ToCompletePage,
    figures::FiguresPage,
    hands::{HelpPage, HelpersPage},
    instance::{HealthPage, OneTownPage, OpenTownPage, TownsPage},
    law::{AccessibilityPage, AccountPage, NoticePage, PrivacyPage, RankingPage, SalePage, TermsPage},
    ledger::{LedgerPage, TownLedgerPage},
    notifications::BellPage,
    offline::{InstallPage, OfflinePage},
    orders::{BasketPage, HandoverPage, InboxPage, MyOrdersPage, OrderPage, SlipPage, WithdrawalPage},
    page::NotFoundPage,
    printing::{PostersPage, TownPapersPage},
    proof::{KeyPage, ProofPage},
    reports::{CasePage, ReportPage, WorklistPage},
    search::SearchPage,
    sharing::SharePage,
    shops::{DescriptionPage, ShopPage, TraderPage},
    stand_ins::StallsPage,
    tills::TillPage,
    tour::TourPage,
    town_hall::{BoardPage, OurTownPage, RosterPage, TeamPage},
    towns::{AislePage, HomePage, PlanPage, ShopsPage, TownPage},
    way_back::{AskPage, LinkPage},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The site. Pages are whole HTML before a byte of them leaves: they read the same with scripts off.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=as_text />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                <Route path=path!("/comptoir") view=CapturePage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/etal") view=ShelfPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/partager") view=SharePage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/commandes") view=InboxPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/remise") view=HandoverPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/remise/:code") view=HandoverPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/boutique") view=DescriptionPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/mes-donnees") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/identite") view=TraderPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/a-completer") view=ToCompletePage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/sonnette") view=BellPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/caisse") view=TillPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/affiches") view=PostersPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/appareil") view=DevicePage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/aides") view=HelpersPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/cahier") view=LedgerPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/decisions") view=CounterDecisionsPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/installer") view=InstallPage ssr=SsrMode::Async />
                <Route path=path!("/comptoir/hors-ligne") view=OfflinePage ssr=SsrMode::Async />
                <Route path=path!("/mairie") view=BoardPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/ville") view=OurTownPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/liste") view=RosterPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/tournee") view=TourPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/etals") view=StallsPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/chiffres") view=FiguresPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/papier") view=TownPapersPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/equipe") view=TeamPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/appareils") view=TownDevicesPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/cle") view=KeyPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/preuve") view=ProofPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/cahier") view=TownLedgerPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/signalements") view=WorklistPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/signalements/:report") view=CasePage ssr=SsrMode::Async />
                <Route path=path!("/mairie/decisions") view=ShopDecisionsPage ssr=SsrMode::Async />
                <Route path=path!("/mairie/decisions/:decision") view=DecisionPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant") view=TownsPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant/ouvrir") view=OpenTownPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant/villes/:town") view=OneTownPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant/sante") view=HealthPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant/cle") view=KeyPage ssr=SsrMode::Async />
                <Route path=path!("/exploitant/preuve") view=ProofPage ssr=SsrMode::Async />
                <Route path=path!("/aider") view=HelpPage ssr=SsrMode::Async />
                <Route path=path!("/signaler") view=ReportPage ssr=SsrMode::Async />
                <Route path=path!("/invitation/:secret") view=InvitationPage ssr=SsrMode::Async />
                <Route path=path!("/entrer/lettre") view=AskPage ssr=SsrMode::Async />
                <Route path=path!("/entrer/lettre/:secret") view=LinkPage ssr=SsrMode::Async />
                <Route path=path!("/commande/:key") view=OrderPage ssr=SsrMode::Async />
                <Route path=path!("/commande/:key/bon") view=SlipPage ssr=SsrMode::Async />
                <Route path=path!("/design") view=DesignPage ssr=SsrMode::Async />
                <Route path=path!("/commande/:key/retractation/:part") view=WithdrawalPage ssr=SsrMode::Async />
                <Route path=path!("/mes-commandes") view=MyOrdersPage ssr=SsrMode::Async />
                <Route path=path!("/mentions-legales") view=NoticePage ssr=SsrMode::Async />
                <Route path=path!("/conditions") view=TermsPage ssr=SsrMode::Async />
                <Route path=path!("/conditions/:town/:shop") view=SalePage ssr=SsrMode::Async />
                <Route path=path!("/vie-privee") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/classement") view=RankingPage ssr=SsrMode::Async />
                <Route path=path!("/accessibilite") view=AccessibilityPage ssr=SsrMode::Async />
                <Route path=path!("/api") view=ApiPage ssr=SsrMode::Async />
                <Route path=path!("/:town") view=TownPage ssr=SsrMode::Async />
                <Route path=path!("/:town/panier") view=BasketPage ssr=SsrMode::Async />
                <Route path=path!("/:town/recherche") view=SearchPage ssr=SsrMode::Async />
                <Route path=path!("/:town/boutiques") view=ShopsPage ssr=SsrMode::Async />
                <Route path=path!("/:town/plan") view=PlanPage ssr=SsrMode::Async />
                <Route path=path!("/:town/rayon/:category") view=AislePage ssr=SsrMode::Async />
                <Route path=path!("/:town/:shop") view=ShopPage ssr=SsrMode::Async />
                <Route path=path!("/:town/:shop/:product") view=ProductPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// Leptos writes a title as it is given. Names of shops and products stand in it, and none of them may end it.
fn as_text(title: String) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}
