use crate::support::Stage;
use chrono::Duration;
use services::on_both_engines;

on_both_engines! {
    async fn the_board_tells_how_far_shops_have_come_and_who_needs_a_hand(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", domain::catalogue::Stock::Plenty).await;
        stage.house.clock.set(stage.cast.at + Duration::hours(2));
        let board = stage.get_as(me, "/mairie").await.text();
        for part in ["Le chemin des commerces", "Premier produit en vente", "Le cheval de bois", "étal est vide", "tel:0199000012"] {
            assert!(board.contains(part), "{part}\n{board}");
        }
        let door = format!("href=\"/mairie/tournee#porte-{}\"", stage.cast.toys.id);
        assert!(board.contains(&door), "{board}");
        assert!(board.contains("Tous les étals sont à jour."));
        stage.house.clock.set(stage.cast.at + Duration::days(14));
        let board = stage.get_as(me, "/mairie").await.text();
        assert!(board.contains("Un produit, depuis 14 jours"), "{board}");
        assert!(board.contains("Étiquettes en retard") && board.contains("un produit à compléter"), "{board}");
        // A merchant reads nothing of the neighbours.
        stage.get_as(&stage.cast.grocer_session, "/mairie").await.assert_status_unauthorized();
    }
}
