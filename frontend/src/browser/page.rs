//! The page itself: title, language, focus, address, print.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, UrlSearchParams};

/// Milliseconds in which a page draws what is printed only.
const PRINT_PAUSE: u32 = 150;

thread_local! {
    static FIRST_PAGE: Cell<bool> = const { Cell::new(true) };
}

/// Where the program is mounted.
pub fn app_root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// Makes the message of the static shell visible at once.
pub fn show_shell_failure() {
    if let Ok(Some(message)) = document().query_selector(".shell-wrong") {
        drop(message.set_attribute("class", "shell-wrong band note now"));
    }
}

/// Sets `lang` of the page, which screen readers pronounce by.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("lang", tag));
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// A title that says something before the page's own.
pub struct MarkedTitle {
    own: String,
    marked: String,
}

/// Puts a word before the title, if it is not there yet.
pub fn mark_title(mark: &str) -> MarkedTitle {
    let title = document().title();
    let own = title.strip_prefix(mark).map_or_else(|| title.clone(), |rest| rest.trim_start().to_owned());
    let marked = format!("{mark} {own}");
    document().set_title(&marked);
    MarkedTitle { own, marked }
}

impl MarkedTitle {
    /// The page's own title again, unless another page has set its own since.
    pub fn restore(self) {
        if document().title() == self.marked {
            document().set_title(&self.own);
        }
    }
}

/// What stands above a field, by the field's id; above a choice, what its group is called.
pub fn label_of(id: &str) -> Option<String> {
    let own = document().query_selector(&format!("label[for='{id}']:not(.choice)")).ok().flatten();
    let group = || document().get_element_by_id(id)?.closest("fieldset").ok()??.query_selector("legend").ok()?;
    own.or_else(group)?.text_content()
}

/// Moves focus to an element, scrolling to it.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus_element(&element);
    }
}

fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        drop(element.focus());
    }
}

/// Moves focus to the heading of the page just shown, so that a screen reader says where one is.
/// Not on the first page: there the browser itself announces the document.
pub fn focus_heading() {
    if FIRST_PAGE.replace(false) {
        return;
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        focus_element(&heading);
    }
}

/// One parameter of the address's query.
pub fn query_parameter(name: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&query).ok()?.get(name)
}

/// Names and values as the query of an address.
pub fn query_of(pairs: &[(&str, String)]) -> String {
    let Ok(query) = UrlSearchParams::new() else { return String::new() };
    for (name, value) in pairs {
        query.append(name, value);
    }
    query.to_string().into()
}

/// Path and query of the address.
pub fn path_and_query() -> String {
    let query = window().location().search().unwrap_or_default();
    format!("{}{query}", path())
}

/// The address's fragment without `#`. It never reaches a server.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// Removes the fragment from the address bar and the history entry.
pub fn drop_fragment() {
    let location = window().location();
    if let (Ok(history), Ok(path), Ok(query)) = (window().history(), location.pathname(), location.search()) {
        let address = format!("{path}{query}");
        drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)));
    }
}

/// Scheme, host and port, as in `https://puente.example`.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Host and port of the address.
pub fn host() -> String {
    // A page and a worker have it under the same names.
    let part = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).unwrap_or_default();
    part(&part(&js_sys::global(), "location"), "host").as_string().unwrap_or_default()
}

/// Path of the address.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Loads another page of the site, in the other program.
pub fn load(path: &str) {
    drop(window().location().assign(path));
}

/// The languages the browser asks for, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the browser believes it is connected.
pub fn online() -> bool {
    window().navigator().on_line()
}

/// Prints the page, once what stands on paper only has been put there.
///
/// The browser's own `beforeprint` comes too late for that, so it is said beforehand.
pub fn print() {
    drop(Event::new("beforeprint").map(|event| window().dispatch_event(&event)));
    Timeout::new(PRINT_PAUSE, || drop(window().print())).forget();
}

/// Tells, as long as it is kept, when printing begins (`true`) and when it is over.
pub fn around_printing(tell: impl Fn(bool) + Clone + 'static) -> [EventListener; 2] {
    let over = tell.clone();
    [
        EventListener::new(&window(), "beforeprint", move |_| tell(true)),
        EventListener::new(&window(), "afterprint", move |_| over(false)),
    ]
}

/// Opens a `<dialog>` as modal; the browser keeps focus inside and returns it afterwards.
pub fn open_dialog(node: &yew::NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        drop(dialog.show_modal());
    }
}

/// Now. The one clock of the program.
pub fn now() -> DateTime<Utc> {
    #[cfg(target_arch = "wasm32")]
    {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and far below 2^53")]
        let milliseconds = js_sys::Date::now() as i64;
        DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        std::time::SystemTime::now().into()
    }
}

/// Today, where the person is.
pub fn today() -> NaiveDate {
    local_time(now()).date()
}

/// An instant on the person's clock.
pub fn local_time(instant: DateTime<Utc>) -> NaiveDateTime {
    #[cfg(target_arch = "wasm32")]
    let minutes_behind = js_sys::Date::new_0().get_timezone_offset();
    #[cfg(not(target_arch = "wasm32"))]
    let minutes_behind = 0.0;
    #[expect(clippy::cast_possible_truncation, reason = "at most a day, in whole minutes")]
    let seconds = -(minutes_behind * 60.0) as i32;
    FixedOffset::east_opt(seconds).map_or(instant.naive_utc(), |zone| instant.with_timezone(&zone).naive_local())
}
