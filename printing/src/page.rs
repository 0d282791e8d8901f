//! A document, page by page.

use crate::{NotPrinted, pen::Pen};
use krilla::{
    Document,
    metadata::Metadata,
    page::PageSettings,
    tagging::{Tag, TagGroup, TagTree},
};

/// Points of a PDF in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A document that is being drawn.
pub struct Pages {
    document: Document,
    tree: TagTree,
}

impl Pages {
    /// An empty one. `language` is a BCP 47 tag.
    pub fn new(title: &str, language: &str) -> Self {
        let mut document = Document::new();
        let about = Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("Halle".to_owned());
        document.set_metadata(about);
        Self {
            document,
            tree: TagTree::new().with_lang(Some(language.to_owned())),
        }
    }

    /// Adds a page of so many millimetres and draws on it.
    pub fn add(
        &mut self,
        (width, height): (f32, f32),
        draw: impl FnOnce(&mut Pen<'_>),
    ) -> Result<(), NotPrinted> {
        let settings = PageSettings::from_wh(width * POINTS, height * POINTS).ok_or(NotPrinted::Empty)?;
        let mut page = self.document.start_page_with(settings);
        let mut pen = Pen::new(page.surface());
        pen.moved(0.0, 0.0, POINTS, draw);
        let said = pen.finish();
        page.finish();
        self.tree.push(TagGroup::with_children(Tag::Section, said));
        Ok(())
    }

    /// The file.
    pub fn finish(mut self) -> Result<Vec<u8>, NotPrinted> {
        self.document.set_tag_tree(self.tree);
        self.document
            .finish()
            .map_err(|error| NotPrinted::Document(format!("{error:?}")))
    }
}
