//! P1, P2 and P3: how fast a town's page is given out, over a handler that has the same bytes in memory. Both are asked by
//! the same clients in turns, so the work of asking is in both; beside it stands what a page costs the processor.

use crate::{
    figures::Figures,
    goods::TOWN,
    http::Client,
    load::count,
    market::{Ground, Market, Size},
    plain::{Floor, TAG},
    times::middle,
};
use anyhow::{Context, Result, ensure};
use http::{HeaderName, StatusCode, header};
use std::{
    fs,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

#[derive(Clone, Debug, clap::Args)]
pub struct Pages {
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
    /// Seconds of each measurement in a round.
    #[arg(long, default_value_t = 3)]
    pub seconds: u64,
    /// Browsers that ask at once.
    #[arg(long, default_value_t = 32)]
    pub clients: usize,
}

/// One way of asking, at the market and at the floor.
struct Way {
    id: &'static str,
    target: &'static str,
    says: Vec<(HeaderName, String)>,
    says_below: Vec<(HeaderName, String)>,
    status: StatusCode,
    floor: Floor,
}

/// What one side did in one measurement.
#[derive(Clone, Copy, Debug)]
struct Done {
    a_second: f64,
    /// Processor time of the server for one answer, in microseconds.
    micros: f64,
}

impl Pages {
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let size = Size {
            shops: 13,
            products: 10,
        };
        let mut market = Market::open(ground, size, "").await?;
        market.serve().await?;
        let server = market.process().context("the market does not run")?;
        for way in ways(&market).await? {
            let mut rounds = Vec::new();
            for round in 0..=self.rounds {
                let page = format!("/{TOWN}");
                let above = self
                    .ask(market.addr, server, &page, &way.says, way.status)
                    .await?;
                let below = self
                    .ask(
                        way.floor.addr,
                        way.floor.process(),
                        "/",
                        &way.says_below,
                        way.status,
                    )
                    .await?;
                // The first round fills caches that the others then find.
                if round > 0 {
                    rounds.push((above, below));
                }
            }
            say(ground, figures, &way, &rounds)?;
        }
        Ok(())
    }

    async fn ask(
        &self,
        addr: SocketAddr,
        server: u32,
        page: &str,
        says: &[(HeaderName, String)],
        status: StatusCode,
    ) -> Result<Done> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut clients = JoinSet::new();
        for _ in 0..self.clients {
            let mut client = Client::saying(addr, says.to_vec());
            client.connect().await?;
            let (stop, page) = (stop.clone(), page.to_owned());
            clients.spawn(async move {
                let mut answered = 0;
                while !stop.load(Ordering::Relaxed) {
                    let answer = client.get(&page).await?;
                    ensure!(answer.status == status, "{page} answered {}", answer.status);
                    answered += 1;
                }
                Ok(answered)
            });
        }
        let before = worked(server)?;
        tokio::time::sleep(Duration::from_secs(self.seconds)).await;
        let after = worked(server)?;
        stop.store(true, Ordering::Relaxed);
        let mut answered: u64 = 0;
        while let Some(done) = clients.join_next().await {
            answered += done??;
        }
        Ok(Done {
            a_second: count(answered) / count(self.seconds),
            micros: after.saturating_sub(before).as_secs_f64() * 1_000_000.0 / count(answered.max(1)),
        })
    }
}

/// How a shopper's browser asks, as the market answers today: its bytes are the floor's.
async fn ways(market: &Market) -> Result<Vec<Way>> {
    let packed = (header::ACCEPT_ENCODING, "gzip, br".to_owned());
    // Pages that were kept are for nobody in particular: whoever brings a cookie gets one that is drawn for them.
    let somebody = (header::COOKIE, "other=1".to_owned());
    let page = format!("/{TOWN}");
    let drawn = Client::saying(market.addr, vec![somebody.clone()])
        .get(&page)
        .await?;
    let kept = Client::saying(market.addr, vec![packed.clone()])
        .get(&page)
        .await?;
    let tag = kept.tag.context("the page is not kept")?;
    let way = |id, target, says, says_below, status, body: &[u8]| {
        Ok(Way {
            id,
            target,
            says,
            says_below,
            status,
            floor: Floor::of(body, market.folder())?,
        })
    };
    let [known, known_below] = [tag, TAG.to_owned()].map(|tag| vec![(header::IF_NONE_MATCH, tag)]);
    [
        way(
            "P1",
            "≥ 0.15 (0.30)",
            vec![somebody],
            vec![],
            StatusCode::OK,
            &drawn.body,
        ),
        way(
            "P2",
            "≥ 0.70 (0.85)",
            vec![packed],
            vec![],
            StatusCode::OK,
            &kept.body,
        ),
        way(
            "P3",
            "≥ 0.8",
            known,
            known_below,
            StatusCode::NOT_MODIFIED,
            b"known",
        ),
    ]
    .into_iter()
    .collect()
}

/// Processor time that a process has had.
fn worked(process: u32) -> Result<Duration> {
    /// Linux counts in hundredths of a second, whatever its clock does.
    const TICK: Duration = Duration::from_millis(10);
    let line = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, fields) = line.rsplit_once(')').context("no name in the kernel's line")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    Ok(TICK * ticks.sum::<Result<u32, _>>()?)
}

fn say(ground: &Ground, figures: &Figures, way: &Way, rounds: &[(Done, Done)]) -> Result<()> {
    let of = |value: fn(&(Done, Done)) -> f64| rounds.iter().map(value).collect::<Vec<_>>();
    let ratio = of(|(above, below)| above.a_second / below.a_second);
    let worst = ratio.iter().copied().fold(f64::MAX, f64::min);
    let value = format!(
        "{:.2}, worst {worst:.2} of {} rounds: {:.0} a second over {:.0}; {:.0} µs of processor time over {:.0}",
        middle(&ratio),
        rounds.len(),
        middle(&of(|(above, _)| above.a_second)),
        middle(&of(|(_, below)| below.a_second)),
        middle(&of(|(above, _)| above.micros)),
        middle(&of(|(_, below)| below.micros)),
    );
    let id = format!("{}{}", way.id, ground.suffix());
    figures.compare(&id, middle(&ratio), &value, way.target)
}
