//! Where the batteries of `benches/` run in tests: this build's program, on either database.

use storm::market::Ground;

pub fn sqlite() -> Ground {
    Ground {
        halle: env!("CARGO_BIN_EXE_halle").into(),
        postgres: None,
        folder: None,
    }
}

pub fn postgres() -> Ground {
    #[expect(clippy::disallowed_methods, reason = "tests have no settings")]
    let server = std::env::var("HALLE_TEST_POSTGRES");
    Ground {
        postgres: Some(server.expect("script/test starts a PostgreSQL for tests")),
        ..sqlite()
    }
}
