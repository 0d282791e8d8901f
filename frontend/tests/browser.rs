//! The doors to the browser, in a real one.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a failed expectation is a test's way of speaking"
)]

use app::{
    browser::{
        deck, edits, eye, picture, queue,
        storage::{self, Sent},
    },
    i18n::Locale,
};
use domain::{
    basket::Basket,
    catalogue::{Ean, ListingForm, Wish},
    id::{EditId, ProductId, ShopId},
};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, js_sys, window};

wasm_bindgen_test_configure!(run_in_browser);

fn canvas(width: u32, height: u32) -> HtmlCanvasElement {
    let document = window().unwrap().document().unwrap();
    let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let paper: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    // Stripes of many colours: what compresses badly.
    for at in 0..width / 4 {
        paper.set_fill_style_str(&format!("hsl({} 90% {}%)", at * 37 % 360, 20 + at * 13 % 60));
        paper.fill_rect(f64::from(at * 4), 0.0, 4.0, f64::from(height));
    }
    canvas
}

async fn file(width: u32, height: u32) -> File {
    let canvas = canvas(width, height);
    let made = js_sys::Promise::new(&mut |resolve, _| {
        canvas.to_blob_with_type(&resolve, "image/png").unwrap();
    });
    let blob: Blob = wasm_bindgen_futures::JsFuture::from(made)
        .await
        .unwrap()
        .unchecked_into();
    let parts = js_sys::Array::of1(&blob);
    File::new_with_blob_sequence(&parts, "photo.png").unwrap()
}

async fn size_of(picture: &Blob) -> (u32, u32) {
    let decoded = window().unwrap().create_image_bitmap_with_blob(picture).unwrap();
    let bitmap: web_sys::ImageBitmap = wasm_bindgen_futures::JsFuture::from(decoded)
        .await
        .unwrap()
        .unchecked_into();
    (bitmap.width(), bitmap.height())
}

#[wasm_bindgen_test]
async fn a_large_picture_is_made_small_before_it_is_sent() {
    let small = picture::from_file(&file(4000, 3000).await.into())
        .await
        .unwrap()
        .file()
        .await
        .unwrap();
    assert_eq!(size_of(&small).await, (1200, 900));
    assert!(small.size() <= 150_000.0, "{} bytes", small.size());
    assert_eq!(small.type_(), "image/webp");
}

#[wasm_bindgen_test]
async fn a_small_picture_keeps_its_size() {
    let same = picture::from_file(&file(320, 240).await.into())
        .await
        .unwrap()
        .file()
        .await
        .unwrap();
    assert_eq!(size_of(&same).await, (320, 240));
}

#[wasm_bindgen_test]
async fn what_is_no_picture_is_an_error_and_no_panic() {
    let parts = js_sys::Array::of1(&"words".into());
    let words = File::new_with_str_sequence(&parts, "words.jpg").unwrap();
    assert!(picture::from_file(&words).await.is_err());
}

/// Chromium on Linux knows no barcodes: this one stands in for those that do.
const DETECTOR: &str = "
    window.BarcodeDetector = class {
        static async getSupportedFormats() { return ['ean_13', 'ean_8', 'qr_code', 'upc_a']; }
        constructor({ formats }) { this.formats = formats; }
        async detect(picture) {
            if (!(picture instanceof ImageBitmap) || this.formats.length !== 3) throw new TypeError();
            return [{ rawValue: 'https://example.org' }, { rawValue: '036000291452', format: 'upc_a' }];
        }
    }";

#[wasm_bindgen_test]
async fn a_browser_that_knows_barcodes_is_asked() {
    js_sys::eval(DETECTOR).unwrap();
    let read: Option<Ean> = eye::read_picture(&file(320, 240).await.into()).await.unwrap();
    assert_eq!(read, Some("0036000291452".parse().unwrap()));
}

fn blob() -> Blob {
    Blob::new_with_str_sequence(&js_sys::Array::of1(&"pixels".into())).unwrap()
}

fn waiting(shop: ShopId, product: u128) -> queue::Waiting {
    let product = ProductId(Uuid::from_u128(product));
    let form = ListingForm {
        product: Some(product),
        price: "3,50".into(),
        ..ListingForm::default()
    };
    queue::Waiting {
        product,
        shop,
        form,
        picture: Some(blob()),
        listed: false,
        redo: None,
        made: js_sys::Date::now() - 1000.0,
        tried: false,
        stood: false,
    }
}

#[wasm_bindgen_test]
async fn what_waits_is_kept_in_its_order_until_it_is_forgotten() {
    let (mine, other) = (ShopId(Uuid::from_u128(1)), ShopId(Uuid::from_u128(2)));
    for product in [30, 10, 20] {
        queue::keep(&waiting(mine, product)).await.unwrap();
    }
    queue::keep(&waiting(other, 40)).await.unwrap();
    let mut listed = waiting(mine, 20);
    listed.listed = true;
    listed.stood = true;
    listed.redo = Some("Cette photo est abîmée.".into());
    queue::keep(&listed).await.unwrap();

    let kept = queue::all().await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|waiting| (waiting.product.0.as_u128(), waiting.shop, waiting.listed))
        .collect();
    assert_eq!(
        told,
        [
            (10, mine, false),
            (20, mine, true),
            (30, mine, false),
            (40, other, false)
        ]
    );
    // A picture to take again is one on every page until it is taken.
    let redo: Vec<_> = kept.iter().map(|waiting| waiting.redo.as_deref()).collect();
    assert_eq!(redo, [None, Some("Cette photo est abîmée."), None, None]);
    let stood: Vec<_> = kept.iter().map(|waiting| waiting.stood).collect();
    assert_eq!(stood, [false, true, false, false]);
    let first = &kept[0];
    assert_eq!(
        (first.form.price.as_str(), first.picture.as_ref().unwrap().size()),
        ("3,50", 6.0)
    );
    // However far off this phone's clock is, what is sent is an age.
    assert!((1000..60_000).contains(&first.to_send().wished.age));
    assert_eq!(first.to_send().wished.by, storage::device());

    for product in [10, 20, 30, 40] {
        queue::forget(ProductId(Uuid::from_u128(product))).await.unwrap();
    }
    assert!(queue::all().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn a_card_waits_for_its_own_shop_and_a_shared_one_for_any() {
    let (mine, other) = (ShopId(Uuid::from_u128(1)), ShopId(Uuid::from_u128(2)));
    for (id, shop) in [("1", Some(mine)), ("2", Some(other)), ("3", None)] {
        let card = deck::Card {
            id: id.into(),
            shop,
            picture: blob(),
        };
        deck::keep(&card).await.unwrap();
    }
    let ids = async |shop| -> Vec<String> {
        let cards = deck::of_shop(shop).await.unwrap();
        cards.into_iter().map(|card| card.id).collect()
    };
    assert_eq!(ids(mine).await, ["1", "3"]);
    assert_eq!(ids(other).await, ["2", "3"]);
    deck::forget("1").await.unwrap();
    assert_eq!(ids(mine).await, ["3"]);
}

#[wasm_bindgen_test]
async fn changes_are_kept_in_the_order_in_which_they_were_wished() {
    let wanted = |id: u128, wish| edits::Wanted {
        id: EditId(Uuid::from_u128(id)),
        shop: ShopId(Uuid::from_u128(1)),
        product: ProductId(Uuid::from_u128(9)),
        wish,
        made: 0.0,
    };
    edits::keep(&wanted(2, Wish::Price("4".into()))).await.unwrap();
    edits::keep(&wanted(1, Wish::Off)).await.unwrap();
    let wishes: Vec<Wish> = edits::all()
        .await
        .unwrap()
        .into_iter()
        .map(|kept| kept.wish)
        .collect();
    assert_eq!(wishes, [Wish::Off, Wish::Price("4".into())]);
    edits::forget(EditId(Uuid::from_u128(1))).await.unwrap();
    assert_eq!(edits::all().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_picture_can_be_brightened_and_squared() {
    let wide = picture::from_file(&file(640, 480).await.into()).await.unwrap();
    assert!(!wide.is_square());
    let square = wide.squared().unwrap();
    assert!(square.is_square());
    assert_eq!(size_of(&square.file().await.unwrap()).await, (480, 480));
    let (before, _) = square.glance().unwrap();
    let (after, side) = square.brightened().unwrap().glance().unwrap();
    assert_eq!((before.len(), side), (160 * 160, 160));
    assert!(before.iter().zip(&after).all(|(before, after)| before <= after));
    assert_ne!(before, after);
}

#[wasm_bindgen_test]
fn a_basket_stays_on_the_device_until_it_is_empty() {
    let mut basket = Basket::default();
    basket.add(ProductId(Uuid::from_u128(7)), 2);
    storage::keep_basket("essai", &basket);
    assert_eq!(storage::basket("essai"), basket);
    storage::keep_basket("essai", &Basket::default());
    assert!(storage::basket("essai").is_empty());
}

#[wasm_bindgen_test]
fn orders_stay_on_the_device_until_they_are_forgotten() {
    let sent = |key: &str, day: &str| Sent {
        key: key.into(),
        day: day.into(),
    };
    // As it was before days were kept.
    let shelf = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    shelf.set_item("halle.orders", r#"["old","older"]"#).unwrap();
    assert_eq!(storage::orders(), [sent("old", ""), sent("older", "")]);
    assert!(storage::remember_order(sent("one", "2026-11-24")));
    assert!(!storage::remember_order(sent("one", "2026-11-24")));
    assert!(!storage::remember_order(sent("old", "2026-11-20")));
    assert_eq!(
        storage::orders(),
        [
            sent("one", "2026-11-24"),
            sent("old", "2026-11-20"),
            sent("older", "")
        ]
    );
    assert_eq!(sent("one", "2026-11-24").day_in(Locale::fr), "mardi 24 novembre");
    storage::forget_order("old");
    assert_eq!(storage::orders().len(), 2);
    storage::forget_orders();
    assert!(storage::orders().is_empty());
}
