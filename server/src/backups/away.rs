//! The bucket in which backups are: the same folders as on a disk, each without its label until it is finished.

use super::{
    Label,
    label::LABEL,
    take::{PHOTOS, names_in},
    vault::{name_of, named},
};
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Duration, Utc};
use services::{
    photos::{PhotoHash, Photos},
    place::{Bucket, Files},
};
use std::{collections::BTreeSet, fmt, fs, path::Path, time::Duration as Patience};

/// For one photo on its way: nobody looks at an hourglass.
const PATIENCE: Patience = Patience::from_mins(1);
/// No backup takes longer: what has no label by then never gets one.
const GIVEN_UP: Duration = Duration::days(1);

#[derive(Clone, Debug)]
pub(super) struct Away {
    bucket: Bucket,
    files: Files,
}

impl Away {
    pub(super) fn of(bucket: &Bucket) -> Result<Self> {
        Ok(Self {
            bucket: bucket.clone(),
            files: Files::of(bucket)?,
        })
    }

    pub(super) fn photos(&self) -> Result<Photos> {
        Ok(Photos::bucket(&self.bucket.folder("photos"), PATIENCE)?)
    }

    pub(super) async fn taken(&self) -> Result<Vec<DateTime<Utc>>> {
        let folders = self.folders().await?;
        Ok(folders
            .into_iter()
            .filter_map(|(at, is_whole)| is_whole.then_some(at))
            .collect())
    }

    /// Throws away what was begun and given up.
    pub(super) async fn clear(&self, now: DateTime<Utc>) -> Result<()> {
        for (at, is_whole) in self.folders().await? {
            if !is_whole && now - at > GIVEN_UP {
                self.throw_away(at).await?;
            }
        }
        Ok(())
    }

    /// Each backup with whether it is finished.
    async fn folders(&self) -> Result<Vec<(DateTime<Utc>, bool)>> {
        let reading = || format!("{self} cannot be read");
        let mut found = Vec::new();
        for name in self.files.folders().await.with_context(reading)? {
            let Some(at) = named(&name) else { continue };
            let files = self.files.files_of(&name).await.with_context(reading)?;
            found.push((at, files.iter().any(|name| name == LABEL)));
        }
        Ok(found)
    }

    /// Its label goes last.
    pub(super) async fn send(&self, taken: DateTime<Utc>, label: &Label, from: &Path) -> Result<()> {
        for name in label.files.iter().map(|file| file.name.as_str()).chain([LABEL]) {
            self.files
                .send(&from.join(name), &path(taken, name))
                .await
                .with_context(|| format!("the backup does not arrive in {self}"))?;
        }
        Ok(())
    }

    /// Brings the files of one into a folder that is not there yet.
    pub(super) async fn fetch(&self, name: &str, to: &Path) -> Result<Label> {
        let fetching = || format!("the backup {name} cannot be fetched from {self}");
        fs::create_dir(to).with_context(|| format!("the folder {} cannot be made", to.display()))?;
        let label = format!("{name}/{LABEL}");
        self.files
            .fetch(&label, &to.join(LABEL))
            .await
            .with_context(fetching)?;
        let label = Label::read(to)?;
        for file in &label.files {
            let is_name = Path::new(&file.name)
                .file_name()
                .is_some_and(|name| *name == *file.name);
            ensure!(
                is_name,
                "the label of {name} names {}, which is no file of it",
                file.name
            );
            self.files
                .fetch(&format!("{name}/{}", file.name), &to.join(&file.name))
                .await
                .with_context(fetching)?;
        }
        Ok(label)
    }

    pub(super) async fn needed_by(&self, taken: DateTime<Utc>) -> Result<BTreeSet<PhotoHash>> {
        let list = path(taken, PHOTOS);
        let reading = || format!("{list} in {self} cannot be read");
        let lines = self.files.read(&list).await.with_context(reading)?;
        names_in(&lines.with_context(reading)?[..]).with_context(reading)
    }

    /// The label first: half of a backup is none.
    pub(super) async fn throw_away(&self, taken: DateTime<Utc>) -> Result<()> {
        self.files.delete(&path(taken, LABEL)).await?;
        for name in self.files.files_of(&name_of(taken)).await? {
            self.files.delete(&path(taken, &name)).await?;
        }
        Ok(())
    }
}

impl fmt::Display for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bucket.fmt(f)
    }
}

fn path(taken: DateTime<Utc>, file: &str) -> String {
    format!("{}/{file}", name_of(taken))
}
