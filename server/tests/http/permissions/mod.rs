//! Who may do what, at every address: everybody asks everywhere for what is of Dourdan, of Étampes, and of nobody. The
//! answers are in `table.txt`; an address that [`asked::ROWS`] does not ask at, or an answer that changed, fails.

pub mod asked;
mod people;
pub mod things;
mod walls;

use crate::support::Stage;
use asked::{ROWS, Row};
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use people::Person;
use sea_orm::{EntityTrait, IntoActiveModel};
use server::router::listed;
use services::{accounts::entity::session, on_both_engines, testing::Cast};
use std::{collections::BTreeSet, fmt::Write};
use things::Things;
use tower::ServiceExt;

/// Read when the test runs: what changed is looked at and copied, not built again.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/permissions/table.txt");

on_both_engines! {
    async fn every_address_is_in_the_table_of_who_may_do_what(db: &Db) {
        let stage = Stage::on(db).await;
        let known: BTreeSet<String> = ROWS.iter().map(|row| row.endpoint.to_owned()).collect();
        assert_eq!(endpoints(&stage).await, known, "left: the router's; right: those that the table asks at");
    }

    async fn everybody_gets_what_the_table_says(db: &Db) {
        let stage = Stage::on(db).await;
        let there = Cast::named(db, "etampes").await;
        let people = people::all(db, &stage.cast, &there).await;
        let things = Things::of(&stage, &there).await;
        let mut table = String::new();
        let mut answers = 0;
        for row in ROWS {
            let rows = cells(&stage, &things, row, &people).await;
            answers += rows.iter().map(Vec::len).sum::<usize>();
            draw(&mut table, row, &people, &rows);
        }
        let counts = format!(
            "{} addresses, asked at in {} ways by {} people: {answers} answers.",
            ROWS.iter().map(|row| row.endpoint).collect::<BTreeSet<_>>().len(), ROWS.len(), people.len(),
        );
        println!("{counts}");
        let table = format!("{}\n{counts}\n{table}", asked::HEAD);
        compare(&table);
    }

    async fn files_are_everybodys(db: &Db) {
        let stage = Stage::on(db).await;
        for file in server::site::files() {
            stage.get(&format!("/{file}")).await.assert_status_ok();
        }
    }
}

/// Everything that the router answers, as "GET /healthz": its addresses with the methods that it allows there.
async fn endpoints(stage: &Stage) -> BTreeSet<String> {
    let mut endpoints = BTreeSet::new();
    for path in listed().into_paths() {
        let asked = path.replace(['{', '}', '*'], "x");
        let refused = ask(stage, Method::PATCH, &asked, &HeaderMap::new(), Body::empty()).await;
        assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let allowed = refused.headers()[header::ALLOW].to_str().unwrap().to_owned();
        for method in allowed
            .split(',')
            .map(str::trim)
            .filter(|method| *method != "HEAD")
        {
            endpoints.insert(format!("{method} {path}"));
        }
    }
    endpoints
}

/// What everybody is answered at an address, for each thing that it may be asked about.
async fn cells(stage: &Stage, things: &Things<'_>, row: &Row, people: &[Person]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let signed_in = sessions(stage).await;
    for person in people {
        let mut cells = Vec::new();
        for whose in row.asks_about() {
            let fresh = things.fresh(stage, row, *whose).await;
            let (method, _) = row.endpoint.split_once(' ').unwrap();
            let fill = |text: &str| fresh.fill(text, person.holds == Some(*whose));
            let (headers, body) = row.sends.request(fill, person.cookie.as_deref());
            let answer = ask(stage, method.parse().unwrap(), &fill(row.address), &headers, body).await;
            if row.lets_in() {
                come_back(stage, &signed_in).await;
            }
            let status = answer.status();
            assert!(
                !status.is_server_error(),
                "{} by {}: {status}",
                row.endpoint,
                person.name
            );
            walls::guarded(row, status, answer.headers());
            let mut cell = status.as_str().to_owned();
            if !row.shows.is_empty() && status.is_success() {
                let text = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
                let text = String::from_utf8(text.to_vec()).unwrap();
                cell.push(if text.contains(&fill(row.shows)) { '+' } else { '-' });
            }
            cells.push(cell);
        }
        rows.push(cells);
    }
    rows
}

async fn sessions(stage: &Stage) -> Vec<session::Model> {
    session::Entity::find().all(stage.house.db.read()).await.unwrap()
}

/// Everybody asks for the next thing with the session that they came with.
async fn come_back(stage: &Stage, before: &[session::Model]) {
    let now = sessions(stage).await;
    for gone in before
        .iter()
        .filter(|row| now.iter().all(|still| still.id != row.id))
    {
        let again = gone.clone().into_active_model();
        session::Entity::insert(again)
            .exec_without_returning(stage.house.db.for_migrations())
            .await
            .unwrap();
    }
}

/// Does not wait for the answer's end: some have none.
pub async fn ask(
    stage: &Stage,
    method: Method,
    address: &str,
    headers: &HeaderMap,
    body: Body,
) -> http::Response<Body> {
    let mut request = Request::builder().method(method).uri(address).body(body).unwrap();
    request.headers_mut().extend(headers.clone());
    stage.router.clone().oneshot(request).await.unwrap()
}

/// One line for all who are answered alike, in the order of the cast.
fn draw(table: &mut String, row: &Row, people: &[Person], cells: &[Vec<String>]) {
    let heading = format!("{}  {}", row.endpoint, row.what);
    writeln!(table, "\n{}", heading.trim_end()).unwrap();
    let mut drawn: Vec<&Vec<String>> = Vec::new();
    for answers in cells {
        if drawn.contains(&answers) {
            continue;
        }
        drawn.push(answers);
        let alike: Vec<&str> = people
            .iter()
            .zip(cells)
            .filter(|(_, other)| *other == answers)
            .map(|(person, _)| person.name)
            .collect();
        let who = if alike.len() == people.len() {
            "everybody".to_owned()
        } else {
            alike.join(", ")
        };
        let answers = answers.join("  ");
        writeln!(table, "    {answers:<18}{who}").unwrap();
    }
}

fn compare(table: &str) {
    let known = std::fs::read_to_string(TABLE).unwrap();
    if table == known {
        return;
    }
    let new = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("permissions.txt");
    std::fs::write(&new, table).unwrap();
    let other: Vec<String> = table
        .lines()
        .zip(known.lines())
        .filter(|(new, old)| new != old)
        .take(5)
        .map(|(new, old)| format!("was {old:?}\nis  {new:?}"))
        .collect();
    panic!(
        "not what server/tests/http/permissions/table.txt says; if it shall be so, copy {} over it\n{}",
        new.display(),
        other.join("\n")
    );
}
