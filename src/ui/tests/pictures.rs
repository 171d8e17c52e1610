//! Every view at every size: as words, as a map of its styles, and the main ones as the pictures of the README.
//!
//! `INSTA_UPDATE=always cargo test --lib pictures` accepts all of them as they now are.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::ui::state::library::Library;
use crate::ui::state::notes::Notes;

/// A view: its name, and the keys that open it.
const VIEWS: &[(&str, &str)] = &[
    ("explorer", ""),
    ("passages", "<Enter>"),
    ("compare", "s"),
    ("compare-full-texts", "st"),
    ("disagreements", "d"),
    ("read", "r"),
    ("lanes", "w"),
    ("lanes-of-actors", "wv"),
    ("lanes-of-places", "wvv"),
    ("lanes-close", "w+++"),
    ("matrix", "m"),
    ("actors", "a<Home>"),
    ("search", "/lin"),
    ("palette", "<Ctrl-P>dis"),
    ("help", "?"),
    ("note", "*#toll<Enter>iAsk the fire service"),
    ("settled", "<Enter>S"),
    ("filtered", "1p2019-03-14<Enter>"),
    ("filtered-matrix", "1p2019-03-14<Enter>m"),
    ("problems", "!"),
    ("export", "e"),
    ("wrong-date", "DMarch the twelfth<Enter>"),
];

const SIZES: [(u16, u16); 5] = [(40, 10), (60, 20), (80, 24), (120, 40), (200, 50)];

/// A picture of the README, drawn from the scene.
struct Picture {
    name: &'static str,
    keys: &'static str,
    rows: u16,
    theme: &'static str,
    about: &'static str,
}

const fn dark(name: &'static str, keys: &'static str, rows: u16, about: &'static str) -> Picture {
    Picture { name, keys, rows, theme: "dark", about }
}

#[rustfmt::skip]
const PICTURES: &[Picture] = &[
    dark("explorer", "", 40, "The explorer: lanes of time above, timeline, source panes and disagreements side by side"),
    Picture { theme: "light", ..dark("explorer", "", 40, "The explorer in the light theme") },
    dark("passages", "<Enter>", 34, "The card of a disagreement: its values as a table, the toll over time, and the passages"),
    dark("compare", "s", 34, "Reports aligned by event, the words that differ marked"),
    dark("read", "r", 34, "One report, with what the others say in the margin"),
    dark("disagreements", "d", 34, "All disagreements, most serious first"),
    dark("lanes", "w", 34, "Events on lanes of time, with folded gaps and what is said of the selected one"),
    dark("matrix", "m", 28, "Who says what"),
    dark("actors", "a<Home>/ferrant<Enter><Esc>", 28, "Actors, and what each report calls them"),
    dark("search", "/fer", 34, "Fuzzy search over actors, events and words in one list"),
];

/// What the program makes of the reports in `tests/scene`.
fn scene() -> Arc<Library> {
    static SCENE: OnceLock<Arc<Library>> = OnceLock::new();
    let read = || {
        // Named as from the root of the repository, where tests run: a picture shows the path.
        let reading = crate::read([Path::new("tests/scene")]);
        assert_eq!(reading.timeline.reports.len(), 4, "{:?}", reading.timeline.problems);
        Arc::new(Library::new(reading.timeline, reading.disagreements))
    };
    SCENE.get_or_init(read).clone()
}

/// The scene in so many lines, after some keys.
fn staged(rows: u16, keys: &str) -> App {
    let library = scene();
    let notes = Notes::new(Notebook::default(), &library);
    let mut app = App::new(Settings::default(), Size { width: 120, height: rows });
    let loaded = Loaded { base: library.clone(), library, notes };
    app.update(Message::News(News::Loaded(loaded)));
    app.prepare_frame();
    press(&mut app, keys);
    app.notice = None;
    app
}

fn opened(name: &str, (width, height): (u16, u16)) -> App {
    let (_, keys) = VIEWS.iter().find(|(known, _)| *known == name).expect("a view of the table");
    let mut app = open(width, height);
    press(&mut app, keys);
    app.notice = None;
    app
}

#[test]
fn the_scene_of_the_pictures_opens_on_a_contradiction_that_the_program_found() {
    let shown = screen(&staged(40, ""));
    for words in ["✗ People killed: 9", "At least 14 people", "Nine people died", "3 contradictions"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    assert!(screen(&staged(40, "<Enter>")).contains("who says so"));
}

#[test]
fn every_view_looks_as_it_did_at_every_size() {
    for (name, _) in VIEWS {
        let mut pictures = String::new();
        for size in SIZES {
            let app = opened(name, size);
            pictures.extend([format!("{}x{}\n", size.0, size.1), screen(&app), "\n\n".to_owned()]);
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(*name, pictures);
        });
    }
}

#[test]
fn every_view_has_the_styles_it_had_at_every_size_in_colour_and_without() {
    for (name, _) in VIEWS {
        for theme in ["dark", "mono"] {
            let styles = Theme::built_in(theme).unwrap();
            let mut legend = Vec::new();
            let mut maps = String::new();
            for size in SIZES {
                let map = map(&picture(&opened(name, size), &styles), &mut legend);
                maps.extend([format!("{}x{}\n", size.0, size.1), map, "\n\n".to_owned()]);
            }
            let legend: Vec<String> = legend
                .iter()
                .zip(LETTERS.chars())
                .map(|(style, letter)| format!("{letter} {}", in_words(*style)))
                .collect();
            let whole = format!("{}\n\n{maps}", legend.join("\n"));
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
                insta::assert_snapshot!(format!("{name}-{theme}"), whole);
            });
        }
    }
}

#[test]
fn the_light_theme_draws_every_role_it_has() {
    let styles = Theme::built_in("light").unwrap();
    let mut legend = Vec::new();
    let map = map(&picture(&opened("explorer", (120, 40)), &styles), &mut legend);
    let legend: Vec<String> = legend
        .iter()
        .zip(LETTERS.chars())
        .map(|(style, letter)| format!("{letter} {}", in_words(*style)))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("explorer-light", format!("{}\n\n{map}", legend.join("\n")));
    });
}

/// The pictures of the README are what the program draws, and the README shows each of them.
#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for Picture { name, keys, rows, theme, about } in PICTURES {
        let styles = Theme::built_in(theme).unwrap();
        let drawn = svg(&picture(&staged(*rows, keys), &styles), *theme == "light", about);
        let file = format!("assets/pictures/{name}-{theme}.svg");
        let place = root.join(&file);
        if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, &drawn).unwrap();
        }
        let kept = fs::read_to_string(&place).unwrap_or_default();
        assert!(
            kept == drawn,
            "{file} is not what the program draws: `INSTA_UPDATE=always cargo test --lib pictures` redraws it"
        );
        assert!(readme.contains(&format!("![{about}]({file})")), "the README does not show {file}");
    }
}

/// Names of styles in a map, in the order they are met.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// A letter for the style of each cell, the ground a dot; blanks show only where their ground differs.
fn map(buffer: &Buffer, legend: &mut Vec<Style>) -> String {
    let ground =
        buffer.content.iter().map(plain).find(|style| style.add_modifier.is_empty()).unwrap_or_default();
    let mut letter = |x, y| {
        let cell = &buffer[(x, y)];
        let style = plain(cell);
        let unseen = cell.symbol() == " "
            && style.bg == ground.bg
            && !style.add_modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
        if unseen {
            return ' ';
        }
        let at = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
            legend.push(style);
            legend.len() - 1
        });
        LETTERS.chars().nth(at).expect("a view has few styles")
    };
    let area = buffer.area;
    let mut lines = Vec::new();
    for y in 0..area.height {
        let line: String = (0..area.width).map(|x| letter(x, y)).collect();
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// A cell's style without what makes no difference on the screen.
fn plain(cell: &ratatui::buffer::Cell) -> Style {
    let bare = |color| Some(color).filter(|color| *color != Color::Reset);
    Style { fg: bare(cell.fg), bg: bare(cell.bg), ..Style::new() }.add_modifier(cell.modifier)
}

fn in_words(style: Style) -> String {
    let mut words = Vec::new();
    words.extend(style.fg.map(|color| format!("{color}")));
    words.extend(style.bg.map(|color| format!("on {color}")));
    words.extend(style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    if words.is_empty() { "plain".to_owned() } else { words.join(" ") }
}

/// Width and height of a cell in a picture.
const CELL: (u32, u32) = (8, 17);

/// A picture of a screen, as SVG. Every run of one style is placed by itself, so that no font can shift it.
fn svg(buffer: &Buffer, light: bool, about: &str) -> String {
    let (ink, paper) = if light { ("#24292f", "#ffffff") } else { ("#d4d4d4", "#16181d") };
    let area = buffer.area;
    let (width, height) = (u32::from(area.width) * CELL.0 + 16, u32::from(area.height) * CELL.1 + 16);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"ui-monospace, \
         'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"13\">\n<title>{}</title>\n<rect width=\"{width}\" \
         height=\"{height}\" rx=\"8\" fill=\"{paper}\"/>\n",
        escaped(about)
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let mut words = String::new();
            let start = x;
            while x < area.width && same(&buffer[(x, y)], cell) {
                let symbol = buffer[(x, y)].symbol();
                words.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            run(&mut svg, cell, &words, (start, y, x - start), (ink, paper));
        }
    }
    svg + "</svg>\n"
}

fn same(one: &ratatui::buffer::Cell, other: &ratatui::buffer::Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

/// A run of one style: its ground, then its words.
fn run(
    svg: &mut String,
    cell: &ratatui::buffer::Cell,
    words: &str,
    (x, y, columns): (u16, u16, u16),
    (ink, paper): (&str, &str),
) {
    let hue = |color, other: &str| hex(color).unwrap_or_else(|| other.to_owned());
    let (mut fg, mut bg) = (hue(cell.fg, ink), hue(cell.bg, paper));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fg, &mut bg);
    }
    let (left, top) = (u32::from(x) * CELL.0 + 8, u32::from(y) * CELL.1 + 8);
    let width = u32::from(columns) * CELL.0;
    if bg != paper {
        writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{bg}\"/>",
            CELL.1
        )
        .unwrap();
    }
    let kept = words.trim_end();
    if kept.is_empty() {
        return;
    }
    let lead = kept.len() - kept.trim_start().len();
    let (left, kept) = (left + u32::try_from(lead).unwrap() * CELL.0, kept.trim_start());
    let length = u32::try_from(kept.width()).unwrap() * CELL.0;
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if cell.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{fg}\"{style} xml:space=\"preserve\">{}</text>",
        top + 13,
        escaped(kept)
    )
    .unwrap();
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A colour as xterm shows it; none for the terminal's own.
fn hex(color: Color) -> Option<String> {
    const NAMED: [&str; 16] = [
        "#000000", "#cd3131", "#0dbc79", "#b58900", "#2472c8", "#bc3fbc", "#11a8cd", "#c5c5c5", "#767676",
        "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff",
    ];
    let indexed = |at: u8| match at {
        0..16 => NAMED[usize::from(at)].to_owned(),
        16..232 => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let at = at - 16;
            format!("#{:02x}{:02x}{:02x}", level(at / 36), level(at / 6 % 6), level(at % 6))
        }
        _ => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (at - 232)),
    };
    Some(match color {
        Color::Reset => return None,
        Color::Black => indexed(0),
        Color::Red => indexed(1),
        Color::Green => indexed(2),
        Color::Yellow => indexed(3),
        Color::Blue => indexed(4),
        Color::Magenta => indexed(5),
        Color::Cyan => indexed(6),
        Color::Gray => indexed(7),
        Color::DarkGray => indexed(8),
        Color::LightRed => indexed(9),
        Color::LightGreen => indexed(10),
        Color::LightYellow => indexed(11),
        Color::LightBlue => indexed(12),
        Color::LightMagenta => indexed(13),
        Color::LightCyan => indexed(14),
        Color::White => indexed(15),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(at) => indexed(at),
    })
}
